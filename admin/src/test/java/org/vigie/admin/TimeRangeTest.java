package org.vigie.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2025, 2024-12-31T23:00:00Z, 2025-12-31T23:00:00Z",
    "2025-08, 2025-07-31T22:00:00Z, 2025-08-31T22:00:00Z",
    "2025-03-30, 2025-03-29T23:00:00Z, 2025-03-30T22:00:00Z",
    "2025-08-31T14:00, 2025-08-31T12:00:00Z, 2025-08-31T12:01:00Z",
    "2025-08-31T14:00Z, 2025-08-31T14:00:00Z, 2025-08-31T14:01:00Z",
    "2025-08-31 14:00:30+02:00, 2025-08-31T12:00:30Z, 2025-08-31T12:00:31Z",
  })
  void readsWholeUnitsInTheZoneUnlessOneIsWritten(String text, Instant from, Instant to) {
    assertThat(TimeRange.parseUnit(text, PARIS)).isEqualTo(new TimeRange(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    // Skipped: from 02:00 to 03:00 in Paris, from 02:00 to 03:00 in Montréal.
    "Europe/Paris, 2026-03-29T01:59, 2026-03-29T00:59:00Z, 2026-03-29T01:00:00Z",
    "Europe/Paris, 2026-03-29T02:00, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
    "Europe/Paris, 2026-03-29 02:30:15, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
    "Europe/Paris, 2026-03-29T03:00, 2026-03-29T01:00:00Z, 2026-03-29T01:01:00Z",
    "America/Montreal, 2026-03-08T02:30, 2026-03-08T07:00:00Z, 2026-03-08T07:00:00Z",
    // Twice: from 02:00 to 03:00 in Paris, from 01:00 to 02:00 in Montréal.
    "Europe/Paris, 2026-10-25T01:59, 2026-10-24T23:59:00Z, 2026-10-25T00:00:00Z",
    "Europe/Paris, 2026-10-25T02:30, 2026-10-25T00:30:00Z, 2026-10-25T01:31:00Z",
    "Europe/Paris, 2026-10-25T02:30:15, 2026-10-25T00:30:15Z, 2026-10-25T01:30:16Z",
    "Europe/Paris, 2026-10-25T02:30+01:00, 2026-10-25T01:30:00Z, 2026-10-25T01:31:00Z",
    "Europe/Paris, 2026-10-25T03:00, 2026-10-25T02:00:00Z, 2026-10-25T02:01:00Z",
    "America/Montreal, 2026-11-01T01:30, 2026-11-01T05:30:00Z, 2026-11-01T06:31:00Z",
    // Days of 23 and 25 hours; a day without midnight, and one that the calendar left out.
    "Europe/Paris, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "Europe/Paris, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "Africa/Cairo, 2026-04-24, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
    "Pacific/Apia, 2011-12-30, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z",
    "Africa/Dakar, 2025-08, 2025-08-01T00:00:00Z, 2025-09-01T00:00:00Z",
    "+05:30, 2025-08-31T14:00, 2025-08-31T08:30:00Z, 2025-08-31T08:31:00Z",
  })
  void followsTheClockOfTheZone(ZoneId zone, String text, Instant from, Instant to) {
    assertThat(TimeRange.parseUnit(text, zone)).isEqualTo(new TimeRange(from, to));
  }

  @Test
  void endsWithTheLastMomentOfItsLastUnit() {
    TimeRange span = TimeRange.parseRange("2025-02", "2025-08", PARIS);
    assertThat(span.from()).isEqualTo("2025-01-31T23:00:00Z");
    assertThat(span.to()).isEqualTo("2025-08-31T22:00:00Z");
  }

  @Test
  void isOpenWhereNothingIsWritten() {
    assertThat(TimeRange.parseRange(null, null, PARIS))
        .isEqualTo(new TimeRange(Instant.MIN, Instant.MAX));
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2025-13", "2025-02-30", "25-01-01", "''"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> TimeRange.parseUnit(text, PARIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no time");
  }

  @Test
  void refusesARangeTurnedRound() {
    assertThatThrownBy(() -> TimeRange.parseRange("2025-08", "2025-02", PARIS))
        .hasMessageContaining("before");
  }

  @Test
  void refusesARangeThatEndsWhereItBegins() {
    assertThatThrownBy(() -> TimeRange.parseRange("2025-02", "2025-01", PARIS))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("to"))
        .hasMessageStartingWith("2025-01 ends (2025-02-01 00:00 Europe/Paris) before");
  }

  @Test
  void countsBackFromNow() {
    Instant now = Instant.parse("2025-08-31T12:00:00Z");
    assertThat(TimeRange.parseSince("1h30m", now, PARIS)).isEqualTo("2025-08-31T10:30:00Z");
    assertThat(TimeRange.parseSince("2025-08-30", now, PARIS)).isEqualTo("2025-08-29T22:00:00Z");
  }

  @Test
  void namesTheFieldAndTheZoneOfWhatMakesNoSense() {
    assertThatThrownBy(() -> TimeRange.parseRange("2025-13", null, PARIS))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("from"))
        .hasMessage("'2025-13' is no time: the calendar has no such month");
    assertThatThrownBy(() -> TimeRange.parseRange("2025-08", "2025-02", PARIS))
        .hasMessage(
            "2025-02 ends (2025-03-01 00:00 Europe/Paris) before"
                + " 2025-08 begins (2025-08-01 00:00 Europe/Paris)");
    assertThatThrownBy(() -> TimeRange.parseSince("xyz", Instant.EPOCH, PARIS))
        .hasMessageStartingWith("'xyz' is no time")
        .hasMessageEndingWith("or 24h for how long ago");
  }

  @Test
  void holdsItsFirstMomentAndNotTheOneAfterItsLast() {
    TimeRange span = TimeRange.parseUnit("2025-08", PARIS);
    assertThat(span.isWithin(span.from())).isTrue();
    assertThat(span.isWithin(span.to())).isFalse();
  }
}
