package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;

class QuietTimesTest {
  /// Each row: quiet hours with `;` between, a zone, a moment, and the end of what is quiet then.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Over midnight: from the first moment on, and no longer at the last.
          22:00-07:00 | Europe/Paris | 2026-02-03T21:59:59+01:00 |
          22:00-07:00 | Europe/Paris | 2026-02-03T22:00+01:00    | 2026-02-04T07:00+01:00
          22:00-07:00 | Europe/Paris | 2026-02-04T00:00+01:00    | 2026-02-04T07:00+01:00
          22:00-07:00 | Europe/Paris | 2026-02-04T06:59:59+01:00 | 2026-02-04T07:00+01:00
          22:00-07:00 | Europe/Paris | 2026-02-04T07:00+01:00    |
          # By the day on which they begin: Friday's night ends on Saturday, Sunday's on Monday.
          mon-fri 22:00-07:00 | Europe/Paris | 2026-02-07T06:00+01:00 | 2026-02-07T07:00+01:00
          mon-fri 22:00-07:00 | Europe/Paris | 2026-02-07T23:00+01:00 |
          sun 22:00-07:00     | Europe/Paris | 2026-02-09T06:00+01:00 | 2026-02-09T07:00+01:00
          # Adjoining and overlapping ones are one; a minute between makes two.
          20:00-24:00;00:00-06:30                     | Europe/Paris | 2026-02-03T21:00+01:00 | 2026-02-04T06:30+01:00
          20:00-23:00;22:00-02:00;01:00-05:00         | Europe/Paris | 2026-02-03T20:30+01:00 | 2026-02-04T05:00+01:00
          20:00-23:59;00:00-06:30                     | Europe/Paris | 2026-02-03T21:00+01:00 | 2026-02-03T23:59+01:00
          fri 18:00-24:00;sat,sun 00:00-24:00;mon 00:00-08:00 | Europe/Paris | 2026-02-06T18:00+01:00 | 2026-02-09T08:00+01:00
          sat,sun 00:00-24:00;22:00-07:00             | Europe/Paris | 2026-12-31T23:00+01:00 | 2027-01-01T07:00+01:00
          sat,sun 00:00-24:00;22:00-07:00             | Europe/Paris | 2026-02-06T23:00+01:00 | 2026-02-09T07:00+01:00
          # The clock is put forward at 02:00: a night is an hour shorter, an end that is left out comes then.
          22:00-07:00 | Europe/Paris | 2026-03-28T23:00+01:00 | 2026-03-29T07:00+02:00
          22:00-02:30 | Europe/Paris | 2026-03-28T23:00+01:00 | 2026-03-29T03:00+02:00
          02:30-04:00 | Europe/Paris | 2026-03-29T01:59+01:00 |
          02:30-04:00 | Europe/Paris | 2026-03-29T03:00+02:00 | 2026-03-29T04:00+02:00
          02:10-02:50 | Europe/Paris | 2026-03-29T03:00+02:00 |
          # It is put back at 03:00: from the first time to the last.
          22:00-07:00 | Europe/Paris | 2026-10-24T23:00+02:00 | 2026-10-25T07:00+01:00
          22:00-02:30 | Europe/Paris | 2026-10-25T02:45+02:00 | 2026-10-25T02:30+01:00
          22:00-02:00 | Europe/Paris | 2026-10-25T02:30+02:00 | 2026-10-25T02:00+01:00
          02:30-02:45 | Europe/Paris | 2026-10-25T02:29+02:00 |
          02:30-02:45 | Europe/Paris | 2026-10-25T02:50+02:00 | 2026-10-25T02:45+01:00
          # By half an hour, at 02:00 to 01:30.
          22:00-01:45 | Australia/Lord_Howe | 2026-04-05T01:50+11:00 | 2026-04-05T01:45+10:30
          # Over midnight, at 00:01 to 23:01: the day before comes again after the new day's first minute.
          sun 00:00-07:00 | America/St_Johns | 2010-11-06T23:30-03:30 | 2010-11-07T07:00-03:30
          sat 20:00-23:30 | America/St_Johns | 2010-11-07T00:00:30-02:30 | 2010-11-06T23:30-03:30
          fri 23:45-23:30 | America/St_Johns | 2010-11-07T00:00:30-02:30 | 2010-11-06T23:30-03:30
          # East and west.
          22:00-07:00 | Pacific/Kiritimati | 2026-01-01T01:00+14:00 | 2026-01-01T07:00+14:00
          22:00-07:00 | Asia/Kolkata       | 2026-01-01T22:15+05:30 | 2026-01-02T07:00+05:30
          22:00-07:00 | Pacific/Pago_Pago  | 2026-01-01T23:00-11:00 | 2026-01-02T07:00-11:00
          # The night of 29 December 2011 ends on the 31st, and the 30th was no day.
          22:00-07:00     | Pacific/Apia | 2011-12-29T23:00-10:00 | 2011-12-31T07:00+14:00
          fri 08:00-17:00 | Pacific/Apia | 2011-12-31T00:00+14:00 |
          """)
  void lastUntilTheirEnd(String quiet, String zone, String at, @Nullable String end) {
    assertThat(ReleaseTimes.quietUntil(timing(quiet, zone, null), parse(at)))
        .isEqualTo(end == null ? null : parse(end));
  }

  /// Each row: quiet hours, the end of a silence, a moment, and the end of what is quiet then.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # A silence alone, and one that is over.
                      | 2026-02-03T12:00+01:00 | 2026-02-03T11:59+01:00 | 2026-02-03T12:00+01:00
                      | 2026-02-03T12:00+01:00 | 2026-02-03T12:00+01:00 |
          # It ends within quiet hours, where they begin, or before them.
          22:00-07:00 | 2026-02-03T23:00+01:00 | 2026-02-03T20:00+01:00 | 2026-02-04T07:00+01:00
          22:00-07:00 | 2026-02-03T22:00+01:00 | 2026-02-03T20:00+01:00 | 2026-02-04T07:00+01:00
          22:00-07:00 | 2026-02-03T21:59+01:00 | 2026-02-03T20:00+01:00 | 2026-02-03T21:59+01:00
          # It outlasts them, for longer than quiet hours may last.
          22:00-07:00 | 2026-02-04T09:00+01:00 | 2026-02-03T23:00+01:00 | 2026-02-04T09:00+01:00
          22:00-07:00 | 2026-04-01T12:00+02:00 | 2026-02-03T23:00+01:00 | 2026-04-01T12:00+02:00
          # It ends while quiet hours go on.
          22:00-07:00 | 2026-02-03T23:30+01:00 | 2026-02-03T23:00+01:00 | 2026-02-04T07:00+01:00
          """)
  void joinWithASilence(
      @Nullable String quiet, String silentUntil, String at, @Nullable String end) {
    NotificationTiming timing =
        timing(quiet == null ? "" : quiet, "Europe/Paris", parse(silentUntil));

    assertThat(ReleaseTimes.quietUntil(timing, parse(at)))
        .isEqualTo(end == null ? null : parse(end));
  }

  @Test
  void endAtAMidnightIfTheyNeverDo() {
    NotificationTiming always = timing("00:00-24:00", "Europe/Paris", null);

    assertThat(
            List.of(
                "2026-10-20T00:00+02:00", "2026-10-20T11:00+02:00", "2026-10-20T23:59:59+02:00"))
        .extracting(at -> ReleaseTimes.quietUntil(always, parse(at)))
        .as("what a day holds is told together")
        .containsOnly(parse("2026-11-04T00:00+01:00"));
    assertThat(
            ReleaseTimes.quietUntil(
                always.withSilentUntil(parse("2026-11-20T12:00+01:00")),
                parse("2026-10-20T11:00+02:00")))
        .as("counted from the end of a silence")
        .isEqualTo(parse("2026-12-05T00:00+01:00"));
  }

  @Test
  void endAtAMidnightEvenIfNoneOfThemDoes() {
    NotificationTiming always = timing("08:00-07:00;06:00-09:00", "Europe/Paris", null);

    assertThat(ReleaseTimes.quietUntil(always, parse("2026-02-03T10:00+01:00")))
        .isEqualTo(parse("2026-02-18T00:00+01:00"));
  }

  @Test
  void aPauseThatTheClockTakesAwayComesAWeekLater() {
    NotificationTiming timing =
        timing("mon-sat 00:00-24:00;sun 00:00-02:00;sun 03:00-24:00", "Europe/Paris", null);

    assertThat(ReleaseTimes.quietUntil(timing, parse("2026-03-22T03:00+01:00")))
        .isEqualTo(parse("2026-04-05T02:00+02:00"));
  }

  private static NotificationTiming timing(
      String quiet, String zone, @Nullable Instant silentUntil) {
    return SampleTimings.in(ZoneId.of(zone))
        .quiet(
            Arrays.stream(quiet.split(";"))
                .filter(hours -> !hours.isEmpty())
                .map(QuietHours::parse)
                .toList())
        .silentUntil(silentUntil)
        .build();
  }

  private static Instant parse(String moment) {
    return OffsetDateTime.parse(moment).toInstant();
  }
}
