package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.Digest;

/// Each row: the digests of a zone after a moment, in their order.
class DigestTimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # The times of a day, each strictly after the one before.
          daily 07:30,18:00 | Europe/Paris | 2026-02-03T07:29+01:00 | 2026-02-03T07:30+01:00 2026-02-03T18:00+01:00 2026-02-04T07:30+01:00
          daily 00:00       | Europe/Paris | 2026-02-03T23:59:59+01:00 | 2026-02-04T00:00+01:00 2026-02-05T00:00+01:00
          # The clock is put forward from 02:00 to 03:00, and back from 03:00 to 02:00.
          daily 02:30       | Europe/Paris | 2026-03-28T12:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00
          daily 02:10,02:40 | Europe/Paris | 2026-03-28T12:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:10+02:00
          daily 02:30       | Europe/Paris | 2026-10-24T12:00+02:00 | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
          hourly            | Europe/Paris | 2026-03-29T00:30+01:00 | 2026-03-29T01:00+01:00 2026-03-29T03:00+02:00 2026-03-29T04:00+02:00
          hourly            | Europe/Paris | 2026-10-25T01:30+02:00 | 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00 2026-10-25T03:00+01:00
          # By half an hour only, from 02:00 to 02:30, and back to 01:30.
          daily 02:15       | Australia/Lord_Howe | 2026-10-03T12:00+10:30 | 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00
          daily 01:45       | Australia/Lord_Howe | 2026-04-04T12:00+11:00 | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
          hourly            | Australia/Lord_Howe | 2026-10-04T01:30+10:30 | 2026-10-04T02:30+11:00 2026-10-04T03:00+11:00
          hourly            | Australia/Lord_Howe | 2026-04-05T01:30+11:00 | 2026-04-05T02:00+10:30 2026-04-05T03:00+10:30
          # East and west.
          daily 08:00       | Pacific/Kiritimati  | 2026-01-01T09:00+14:00 | 2026-01-02T08:00+14:00
          hourly            | Asia/Kolkata        | 2026-01-01T10:00+05:30 | 2026-01-01T11:00+05:30
          daily 08:00       | America/St_Johns    | 2026-03-07T09:00-03:30 | 2026-03-08T08:00-02:30
          daily 08:00       | Pacific/Pago_Pago   | 2026-01-01T09:00-11:00 | 2026-01-02T08:00-11:00
          # Back at 00:01 to 23:01 of the day before: midnight comes twice.
          daily 00:00       | America/St_Johns    | 2010-11-06T12:00-02:30 | 2010-11-07T00:00-02:30 2010-11-08T00:00-03:30
          # 30 December 2011, a Friday, was left out.
          daily 08:00       | Pacific/Apia | 2011-12-29T09:00-10:00 | 2011-12-31T00:00+14:00 2011-12-31T08:00+14:00
          weekly fri 08:00  | Pacific/Apia | 2011-12-29T09:00-10:00 | 2011-12-31T00:00+14:00 2012-01-06T08:00+14:00
          # Weeks, over the end of a year.
          weekly mon 08:00  | Europe/Paris | 2026-12-28T07:59+01:00 | 2026-12-28T08:00+01:00 2027-01-04T08:00+01:00
          weekly fri 08:00  | Europe/Paris | 2026-12-26T10:00+01:00 | 2027-01-01T08:00+01:00
          weekly sun 02:30  | Europe/Paris | 2026-03-23T10:00+01:00 | 2026-03-29T03:00+02:00 2026-04-05T02:30+02:00
          """)
  void followOneAnother(String digest, String zone, String after, String expected) {
    List<Instant> digests = parseAll(expected);
    List<Instant> found = new ArrayList<>();
    Instant last = parse(after);
    for (int i = 0; i < digests.size(); i++) {
      last = ReleaseTimes.nextDigest(Digest.parse(digest), ZoneId.of(zone), last);
      found.add(last);
    }

    assertThat(found).isEqualTo(digests);
  }

  private static List<Instant> parseAll(String moments) {
    return List.of(moments.split(" ")).stream().map(DigestTimesTest::parse).toList();
  }

  private static Instant parse(String moment) {
    return OffsetDateTime.parse(moment).toInstant();
  }
}
