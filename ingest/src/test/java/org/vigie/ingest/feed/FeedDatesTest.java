package org.vigie.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTest {
  private final FeedDates dates =
      new FeedDates(InstantSource.fixed(Instant.parse("2025-03-16T12:00:00Z")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 10 Feb 2025 13:35:34 +0100|2025-02-10T12:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 GMT|2025-02-10T13:35:34Z",
        "10 Feb 2025 13:35 EST|2025-02-10T18:35:00Z",
        "Tue, 10 Feb 25 13:35:34 Z|2025-02-10T13:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 CET|2025-02-10T12:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 CEST|2025-02-10T11:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 UTC+1|2025-02-10T12:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 +01:00|2025-02-10T12:35:34Z",
        "Mon, 10 Feb 2025 13:35:34|2025-02-10T12:35:34Z",
        "lun., 10 févr. 2025 13:35:34 +0100|2025-02-10T12:35:34Z",
        "lundi 10 février 2025 à 13h35|2025-02-10T12:35:00Z",
        "1er août 2024 08:00|2024-08-01T06:00:00Z",
        "Mer, 02 juil. 2014 10:00:00 +0200|2014-07-02T08:00:00Z",
        "Dim, 15 juin 2014 10:00:00 +0200|2014-06-15T08:00:00Z",
        "10/02/2025 14:30|2025-02-10T13:30:00Z",
        "10/02/2025|2025-02-09T23:00:00Z",
        "2025-02-10T13:35:34.123+01:00|2025-02-10T12:35:34Z",
        "2025-02-10T13:35:34Z|2025-02-10T13:35:34Z",
        "2025-02-10 13:35:34|2025-02-10T12:35:34Z",
        "2025-02-10T13:35-0500|2025-02-10T18:35:00Z",
        "2025-02-10|2025-02-09T23:00:00Z",
        "2025-02|2025-01-31T23:00:00Z",
        "20250210|2025-02-09T23:00:00Z",
        "Mon Feb 10 13:35:34 2025|2025-02-10T12:35:34Z",
        "Feb 10, 2025|2025-02-09T23:00:00Z",
        "10 février 2025 à 13h|2025-02-10T12:00:00Z",
        "10 févr. 2025 - 13:35|2025-02-10T12:35:00Z",
        "2025/02/10 13:35:34|2025-02-10T12:35:34Z",
        "10-02-2025 13 h 35|2025-02-10T12:35:00Z",
        "February 10, 2025 1:35 PM|2025-02-10T12:35:00Z",
        "February 10, 2025 12:05 am|2025-02-09T23:05:00Z",
        "1739190934|2025-02-10T12:35:34Z",
        "Mon, 10 Feb 2025 24:00:00 +0100|2025-02-10T23:00:00Z",
        "Mon, 10 February 2025 13:35:34 EST|2025-02-10T18:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 ET|2025-02-10T18:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 PT|2025-02-10T21:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 A|2025-02-10T13:35:34Z",
        "Mon, 10 Feb 2025 13:35:34.5 GMT|2025-02-10T13:35:34Z",
        "Monday, 10-Feb-25 13:35:34 GMT|2025-02-10T13:35:34Z",
        "Mon,10 Feb 2025 13:35 GMT|2025-02-10T13:35:00Z",
        "Mon Feb 10 13:35:34 PST 2025|2025-02-10T21:35:34Z",
        "Mon Feb 10 13:35:34 +0100 2025|2025-02-10T12:35:34Z",
        "2025-02-10T13:35Z|2025-02-10T13:35:00Z",
        "2025-02-10T13:35:34+01|2025-02-10T12:35:34Z",
        "2025-02-10 13:35:34.0 +0100|2025-02-10T12:35:34Z",
        "20250210T133534Z|2025-02-10T13:35:34Z",
        "2025-041|2025-02-09T23:00:00Z",
        "2025041|2025-02-09T23:00:00Z",
        "2025-041T13:35:34Z|2025-02-10T13:35:34Z",
        "2025-W07-1|2025-02-09T23:00:00Z",
        "2025W071T13:35Z|2025-02-10T13:35:00Z",
        "2025-W07|2025-02-09T23:00:00Z",
        "2025|2024-12-31T23:00:00Z",
        "Mon, 10 Feb 2025 13:35:60 GMT|2025-02-10T13:35:59Z",
        "Mon Feb 10 2025 13:35:34 GMT+0100 (heure normale d’Europe centrale)|2025-02-10T12:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 +0100 (Paris, Madrid, Bruxelles)|2025-02-10T12:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 (GMT)|2025-02-10T13:35:34Z",
        "2025-02-10T13:35:34−05:00|2025-02-10T18:35:34Z",
        "Mon, 10 Feb 2025 13:35:34 AST|2025-02-10T17:35:34Z",
        "Wed, 10 Jul 2024 13:35:34 ADT|2024-07-10T16:35:34Z",
        "10 février 2025 à 13 h 35 HNE|2025-02-10T18:35:00Z",
        "10 juillet 2024 à 13 h 35 HAE|2024-07-10T17:35:00Z",
        "Wed, 10 Jul 2024 13:35:34 WAT|2024-07-10T12:35:34Z",
        "10&nbsp;f&eacute;vrier&#160;2025 à 13:35|2025-02-10T12:35:00Z",
        "<time datetime='x'>10 février 2025</time> 13:35|2025-02-10T12:35:00Z",
      })
  void readsDatesAsFeedsWriteThem(String written, Instant read) {
    assertThat(dates.read(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon, 32 Feb 2025 25:35:34 +0100",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "14470918-01-01T00:00:00Z",
        "2038-01-19T03:14:07Z",
        "Mon, 10 Feb 2025 13:35:34 +9900",
        "hier",
        "10 brumaire 2025",
        "",
        "99999999999999999999",
        "2025-13-01T00:00:00Z",
        "2025-366",
        "2025-W54-1",
        "2025-000",
        "<b>10 février 2025</b> à Paris",
      })
  void anAbsurdDateIsNone(String written) {
    assertThat(dates.read(written)).isNull();
  }
}
