package org.vigie.admin.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigie.admin.operations.OperationsReport.MeasuredValue;

class MeasuredHistoryTest {
  private static final Instant START = Instant.parse("2025-03-15T10:00:00Z");

  private final MeasuredHistory history = new MeasuredHistory();

  @Test
  void keepsThePeakOfEachMinute() {
    history.add(START, 1.0);
    history.add(START.plusSeconds(10), 7.0);
    history.add(START.plusSeconds(20), null);
    history.add(START.plusSeconds(60), null);
    assertThat(history.toList())
        .containsExactly(
            new MeasuredValue(START.plusSeconds(20), 7.0),
            new MeasuredValue(START.plusSeconds(60), null));
  }

  @Test
  void goesBackSixHours() {
    for (int i = 0; i < 10_000; i++) {
      history.add(START.plusSeconds(10L * i), (double) i);
    }
    assertThat(history.toList()).hasSize(MeasuredHistory.MAX_POINTS);
    assertThat(history.toList().getLast().value()).isEqualTo(9_999.0);
    assertThat(history.isOver(START.plusSeconds(99_990))).isFalse();
    assertThat(history.isOver(START.plusSeconds(99_991 + 6 * 3600))).isTrue();
  }

  @Test
  void beginsAnewIfTheClockIsPutBack() {
    history.add(START, 1.0);
    history.add(START.minusSeconds(3600), 2.0);
    assertThat(history.toList()).containsExactly(new MeasuredValue(START.minusSeconds(3600), 2.0));
  }
}
