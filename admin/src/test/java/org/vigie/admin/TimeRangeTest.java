package org.vigie.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
  @ParameterizedTest
  @CsvSource({
    "2025, 2024-12-31T23:00:00Z, 2025-12-31T23:00:00Z",
    "2025-08, 2025-07-31T22:00:00Z, 2025-08-31T22:00:00Z",
    "2025-03-30, 2025-03-29T23:00:00Z, 2025-03-30T22:00:00Z",
    "2025-08-31T14:00, 2025-08-31T12:00:00Z, 2025-08-31T12:01:00Z",
    "2025-08-31T14:00Z, 2025-08-31T14:00:00Z, 2025-08-31T14:01:00Z",
    "2025-08-31 14:00:30+02:00, 2025-08-31T12:00:30Z, 2025-08-31T12:00:31Z",
  })
  void readsWholeUnitsInParisUnlessAZoneIsWritten(String text, Instant from, Instant to) {
    assertThat(TimeRange.parseUnit(text)).isEqualTo(new TimeRange(from, to));
  }

  @Test
  void endsWithTheLastMomentOfItsLastUnit() {
    TimeRange span = TimeRange.parseRange("2025-02", "2025-08");
    assertThat(span.from()).isEqualTo("2025-01-31T23:00:00Z");
    assertThat(span.to()).isEqualTo("2025-08-31T22:00:00Z");
  }

  @Test
  void isOpenWhereNothingIsWritten() {
    assertThat(TimeRange.parseRange(null, null)).isEqualTo(new TimeRange(Instant.MIN, Instant.MAX));
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2025-13", "2025-02-30", "25-01-01", "''"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> TimeRange.parseUnit(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no time");
  }

  @Test
  void refusesARangeTurnedRound() {
    assertThatThrownBy(() -> TimeRange.parseRange("2025-08", "2025-02"))
        .hasMessageContaining("before");
  }

  @Test
  void refusesARangeThatEndsWhereItBegins() {
    assertThatThrownBy(() -> TimeRange.parseRange("2025-02", "2025-01"))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("to"))
        .hasMessageStartingWith("2025-01 ends (2025-02-01 00:00 Europe/Paris) before");
  }

  @Test
  void countsBackFromNow() {
    Instant now = Instant.parse("2025-08-31T12:00:00Z");
    assertThat(TimeRange.parseSince("1h30m", now)).isEqualTo("2025-08-31T10:30:00Z");
    assertThat(TimeRange.parseSince("2025-08-30", now)).isEqualTo("2025-08-29T22:00:00Z");
  }

  @Test
  void namesTheFieldAndTheZoneOfWhatMakesNoSense() {
    assertThatThrownBy(() -> TimeRange.parseRange("2025-13", null))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("from"))
        .hasMessage("'2025-13' is no time: the calendar has no such month");
    assertThatThrownBy(() -> TimeRange.parseRange("2025-08", "2025-02"))
        .hasMessage(
            "2025-02 ends (2025-03-01 00:00 Europe/Paris) before"
                + " 2025-08 begins (2025-08-01 00:00 Europe/Paris)");
    assertThatThrownBy(() -> TimeRange.parseSince("xyz", Instant.EPOCH))
        .hasMessageStartingWith("'xyz' is no time")
        .hasMessageEndingWith("or 24h for how long ago");
  }

  @Test
  void holdsItsFirstMomentAndNotTheOneAfterItsLast() {
    TimeRange span = TimeRange.parseUnit("2025-08");
    assertThat(span.isWithin(span.from())).isTrue();
    assertThat(span.isWithin(span.to())).isFalse();
  }
}
