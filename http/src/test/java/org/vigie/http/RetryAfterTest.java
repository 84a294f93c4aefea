package org.vigie.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2025-03-16T12:00:00Z");

  @Test
  void capsAnExcessiveNumberOfSeconds() {
    assertThat(RetryAfter.parse("99999999999999999999", NOW)).isGreaterThan(Duration.ofDays(3_650));
  }

  @Test
  void countsAFractionAsAWholeSecond() {
    assertThat(RetryAfter.parse("1.337", NOW)).isEqualTo(Duration.ofSeconds(2));
    assertThat(RetryAfter.parse("99999999999.5", NOW)).isGreaterThan(Duration.ofDays(3_650));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-5", "1.5.2", "1.", "soon", "12 s"})
  void returnsNullForAnUnreadableValue(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isNull();
  }
}
