package org.vigie.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private final List<String> warnings = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final HeapWatch watch = new HeapWatch(247L << 20, warnings::add, ends::add);

  private void look(double... used) {
    for (double one : used) {
      watch.look(one, 1);
    }
  }

  @Test
  void warnsOnceWhereTheHeapStaysFull() {
    look(0.95, 0.95, 0.5, 0.95, 0.95);
    assertThat(warnings).as("never for long").isEmpty();
    look(0.934, 0.96, 0.97);
    assertThat(warnings)
        .containsExactly(
            "memory is scarce: 93 % of a heap of 256 MiB are in use. If it runs out the process"
                + " ends, and nothing is lost; start it with VIGIE_HEAP=512m");
  }

  @Test
  void warnsAgainAfterItWasRelieved() {
    look(0.95, 0.95, 0.95, 0.8, 0.95, 0.95, 0.95);
    assertThat(warnings).hasSize(1);
    look(0.7, 0.95, 0.95, 0.95);
    assertThat(warnings).hasSize(2);
  }

  @Test
  void endsWhereCollectionsFollowEachOtherAndFreeNothing() {
    for (int i = 0; i < 100; i++) {
      watch.look(0.99, 7);
    }
    assertThat(ends).as("no collection was needed since").isEmpty();
    for (int i = 8; i <= 16; i++) {
      watch.look(0.99, i);
    }
    watch.look(0.9, 17);
    assertThat(ends).as("the last one has freed something").isEmpty();
    for (int i = 18; i <= 27; i++) {
      watch.look(1, i);
    }
    assertThat(ends)
        .containsExactly(
            "memory has run out: a heap of 256 MiB does not hold what is worked on, and the process"
                + " ends. Nothing is lost; start it with VIGIE_HEAP=512m");
  }
}
