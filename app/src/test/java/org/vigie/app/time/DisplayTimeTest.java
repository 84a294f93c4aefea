package org.vigie.app.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTimeTest {
  private static final DisplayTime PARIS = in("Europe/Paris");

  @Test
  void isLocalAndToTheSecondWithTheCity() {
    assertThat(PARIS.format(Instant.parse("2025-03-15T10:00:00.012345678Z")))
        .isEqualTo("2025-03-15 11:00:00 Paris");
    assertThat(PARIS.format(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // The summer of 2026 begins in Paris on 29 March at 01:00 UTC and ends on 25 October.
    "2026-03-29T00:59:59Z, 2026-03-29 01:59:59 Paris",
    "2026-03-29T01:00:00Z, 2026-03-29 03:00:00 Paris",
    "2026-10-24T23:59:59Z, 2026-10-25 01:59:59 Paris",
    "2026-10-25T00:00:00Z, 2026-10-25 02:00:00+02:00 Paris",
    "2026-10-25T00:59:59Z, 2026-10-25 02:59:59+02:00 Paris",
    "2026-10-25T01:00:00Z, 2026-10-25 02:00:00+01:00 Paris",
    "2026-10-25T01:59:59Z, 2026-10-25 02:59:59+01:00 Paris",
    "2026-10-25T02:00:00Z, 2026-10-25 03:00:00 Paris",
  })
  void saysTheOffsetInTheHourThatComesTwice(Instant time, String expected) {
    assertThat(PARIS.format(time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "America/Montreal, 2026-11-01T05:30:00Z, 2026-11-01 01:30:00-04:00 Montreal",
    "America/Montreal, 2026-11-01T06:30:00Z, 2026-11-01 01:30:00-05:00 Montreal",
    "America/Argentina/Buenos_Aires, 2026-06-01T01:30:00Z, 2026-05-31 22:30:00 Buenos Aires",
    "Africa/Dakar, 2026-06-01T12:00:00Z, 2026-06-01 12:00:00 Dakar",
    "Asia/Kolkata, 2026-06-01T20:00:00Z, 2026-06-02 01:30:00 Kolkata",
    "Australia/Lord_Howe, 2026-04-04T14:45:00Z, 2026-04-05 01:45:00+11:00 Lord Howe",
    "Australia/Lord_Howe, 2026-04-04T15:15:00Z, 2026-04-05 01:45:00+10:30 Lord Howe",
    "Z, 2026-06-01T12:00:00Z, 2026-06-01 12:00:00 UTC",
    "Etc/UTC, 2026-06-01T12:00:00Z, 2026-06-01 12:00:00 UTC",
    "+02:00, 2026-06-01T12:00:00Z, 2026-06-01 14:00:00 UTC+02:00",
    "Etc/GMT+5, 2026-06-01T12:00:00Z, 2026-06-01 07:00:00 UTC-05:00",
    "CET, 2026-06-01T12:00:00Z, 2026-06-01 14:00:00+02:00 CET",
  })
  void namesEachZoneWithoutDoubt(String zone, Instant time, String expected) {
    assertThat(in(zone).format(time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-15T11:00:00Z, 2026-03-15T22:59:59Z, 12:00:00",
    "2026-03-15T11:00:00Z, 2026-03-15T23:00:00Z, 15 Mar 12:00",
    "2026-03-16T11:00:00Z, 2026-03-15T22:00:00Z, 16 Mar 12:00",
    "2025-12-31T22:59:00Z, 2025-12-31T23:00:00Z, 31 Dec 2025",
    "2026-10-25T01:30:00Z, 2026-10-25T10:00:00Z, 02:30:00+01:00",
    "2026-10-25T00:30:00Z, 2026-10-26T10:00:00Z, 25 Oct 02:30+02:00",
  })
  void isAsShortAsItIsClearInATable(Instant time, Instant now, String expected) {
    assertThat(PARIS.formatCell(time, now)).isEqualTo(expected);
    assertThat(PARIS.formatShort(time, now)).isEqualTo(expected + " Paris");
    assertThat(PARIS.formatCell(null, now)).isEmpty();
  }

  private static DisplayTime in(String zone) {
    return new DisplayTime(ZoneId.of(zone));
  }
}
