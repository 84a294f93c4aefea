package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.terminal.Problem;

class SampleClockTest {
  private static final Duration POLL = Duration.ofMillis(500);

  @TempDir Path directory;
  private final MovedTime time = new MovedTime();

  @Test
  void standsStillUntilEveryFeedWasAskedFor() {
    SampleClock clock = open();
    clock.asked("a");
    time.pass(Duration.ofSeconds(3));
    assertThat(clock.asked("a").second()).isZero();
    clock.asked("b");
    time.pass(Duration.ofSeconds(1));
    assertThat(clock.asked("a").second()).isEqualTo(1);
  }

  @Test
  void countsFromTheFirstQuestion() {
    SampleClock clock = open();
    Instant zero = clock.asked("a").zero();
    assertThat(zero).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    serve(clock, 5);
    assertThat(clock.asked("b").zero()).isEqualTo(zero);
  }

  @Test
  void standsStillWhileAFeedIsNotAskedFor() {
    SampleClock clock = open();
    serve(clock, 4);
    for (int i = 0; i < 40; i++) {
      clock.asked("a");
      time.pass(POLL);
    }
    int held = clock.second();
    assertThat(held).isLessThanOrEqualTo(4 + SamplePress.SHORTEST_STATE);
    assertThat(clock.asked("b").second()).isEqualTo(held);
    serve(clock, 2);
    assertThat(clock.second()).isBetween(held + 1, held + 2);
  }

  @Test
  void goesOnWhereItWasAfterAKill() {
    SampleClock killed = open();
    Instant zero = killed.asked("a").zero();
    serve(killed, 7);
    int reached = killed.second();
    time.pass(Duration.ofMinutes(5));

    SampleClock again = open();
    SampleClock.Moment moment = again.asked("a");
    assertThat(moment.zero()).isEqualTo(zero);
    assertThat(moment.second()).isEqualTo(reached);
    time.pass(Duration.ofMinutes(1));
    assertThat(again.asked("b").second()).isEqualTo(reached);
    serve(again, 3);
    assertThat(again.second()).isEqualTo(reached + 3);
  }

  @Test
  void keepsItsSecondWhenTimeRunsBackwards() {
    SampleClock clock = open();
    serve(clock, 3);
    int reached = clock.second();
    time.pass(Duration.ofSeconds(-30));
    assertThat(clock.asked("a").second()).isEqualTo(reached);
  }

  @Test
  void endsOnceEveryFeedHasShownAll() {
    SampleClock clock = open();
    serve(clock, SamplePress.SECONDS);
    assertThat(clock.ended()).isFalse();
    serve(clock, 2);
    assertThat(clock.ended()).isTrue();
    assertThat(open().ended()).isTrue();
  }

  @Test
  void namesTheFileThatItCannotRead() throws IOException {
    Files.writeString(directory.resolve("clock.json"), "{\"zero\":");
    assertThatThrownBy(this::open).isInstanceOf(Problem.class).hasMessageContaining("clock.json");
  }

  private SampleClock open() {
    return SampleClock.open(directory.resolve("clock.json"), time, 2);
  }

  private void serve(SampleClock clock, int seconds) {
    clock.asked("a");
    clock.asked("b");
    for (int i = 0; i < 2 * seconds; i++) {
      time.pass(POLL);
      clock.asked("a");
      clock.asked("b");
    }
  }
}
