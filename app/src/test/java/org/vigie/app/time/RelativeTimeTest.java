package org.vigie.app.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeTimeTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S,0 s ago",
    "PT-59S,59 s ago",
    "PT-119S,119 s ago",
    "PT-3M,3 min ago",
    "PT90M,in 90 min",
    "PT5H,in 5 h",
    "PT-47H,47 h ago",
    "P3D,in 3 d",
  })
  void saysHowFarATimeIs(Duration distance, String words) {
    assertThat(RelativeTime.format(NOW.plus(distance), NOW)).isEqualTo(words);
  }

  @Test
  void whatNeverHappenedIsToldSo() {
    assertThat(RelativeTime.format(null, NOW)).isEqualTo("never");
  }
}
