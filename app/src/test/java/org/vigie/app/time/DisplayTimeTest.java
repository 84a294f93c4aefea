package org.vigie.app.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DisplayTimeTest {
  private static final Instant TIME = Instant.parse("2025-03-15T10:00:00.012345678Z");
  private static final Clock PARIS = Clock.fixed(TIME, ZoneId.of("Europe/Paris"));

  @Test
  void isLocalAndToTheSecond() {
    assertThat(DisplayTime.format(TIME, PARIS)).isEqualTo("2025-03-15 11:00:00 CET");
    assertThat(DisplayTime.formatTimeOfDay(TIME, PARIS)).isEqualTo("11:00:00");
    assertThat(DisplayTime.format(null, PARIS)).isEmpty();
  }
}
