package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Article.Precision;

class WrittenDateTest {
  private static @Nullable Instant read(String written) {
    WrittenDate date = WrittenDate.parse(written);
    return date == null ? null : date.instant();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 03 Feb 2026 10:00:00 America/Toronto|2026-02-03T15:00:00Z",
        "Tue, 07 Jul 2026 10:00:00 america/TORONTO|2026-07-07T14:00:00Z",
        "Tue, 03 Feb 2026 10:00:00 Africa/Dakar|2026-02-03T10:00:00Z",
        "2026-07-07 10:00 US/Eastern|2026-07-07T14:00:00Z",
        "2026-07-07 10:00 EST5EDT|2026-07-07T14:00:00Z",
        "2026-07-07 10:00 America/Port-au-Prince|2026-07-07T14:00:00Z",
        "2026-07-07 10:00 America/Argentina/Buenos_Aires|2026-07-07T13:00:00Z",
        "2026-07-07 10:00 America/New York|2026-07-07T14:00:00Z",
        "2026-07-07 10:00 Etc/GMT+5|2026-07-07T15:00:00Z",
        "Tue, 07 Jul 2026 10:00:00 ET|2026-07-07T14:00:00Z",
        "Tue, 07 Jul 2026 10:00:00 JST|2026-07-07T01:00:00Z",
        "Tue, 07 Jul 2026 10:00:00 CST|2026-07-07T16:00:00Z",
        "7 juillet 2026 à 10 h 30 HAT|2026-07-07T13:00:00Z",
        "7 juillet 2026 à 14h TU|2026-07-07T14:00:00Z",
        "7 juillet 2026 14:00 Paris|2026-07-07T12:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 GMT+02:00|2026-02-10T08:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 +0530|2026-02-10T04:30:00Z",
        "Tue, 10 Feb 2026 10:00:00 UTC-5|2026-02-10T15:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 UTC +1|2026-02-10T09:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 +2|2026-02-10T08:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 -700|2026-02-10T17:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 -0500 EST|2026-02-10T15:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 +0530 IST|2026-02-10T04:30:00Z",
        "2026-02-10T10:00:00-05:00Z|2026-02-10T15:00:00Z",
        "2026-02-10T10:00:00Z[Europe/Paris]|2026-02-10T10:00:00Z",
        "2026-02-10T10:00[America/Toronto]|2026-02-10T15:00:00Z",
        "10 Feb 2026 GMT|2026-02-10T00:00:00Z",
        "2026-02-10+01:00|2026-02-09T23:00:00Z",
        "10.02.2026 -0700|2026-02-10T07:00:00Z",
      })
  void readsZones(String written, Instant meant) {
    assertThat(read(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 février 2026 à 14 h 30 (heure de Paris)|2026-02-10T13:30:00Z",
        "10 février 2026 à 14 h 30 (heure de Montréal)|2026-02-10T19:30:00Z",
        "10 juillet 2026 à 14h30 heure de Bruxelles|2026-07-10T12:30:00Z",
        "10 juillet 2026, 14 h 30, heure de l’Est|2026-07-10T18:30:00Z",
        "Tue, 07 Jul 2026 14:30:00 (EST)|2026-07-07T19:30:00Z",
        "Tue, 07 Jul 2026 14:30:00 est|2026-07-07T19:30:00Z",
        "7 juillet 2026 14:30 utc|2026-07-07T14:30:00Z",
        "10 février 2026 à 14h30 (Dakar)|2026-02-10T14:30:00Z",
        "10 février 2026 14:30 (UTC+1)|2026-02-10T13:30:00Z",
        "Tue Feb 10 2026 10:00:00 GMT+0000 (Coordinated Universal Time)|2026-02-10T10:00:00Z",
        "Tue, 10 Feb 2026 10:00:00 +0100 (la radio (la nuit))|2026-02-10T09:00:00Z",
        "10 Feb 2026 10:00 New York time|2026-02-10T15:00:00Z",
      })
  void readsZonesInWordsAndComments(String written, Instant meant) {
    assertThat(read(written)).isEqualTo(meant);
  }

  /// RFC 5322 §4.3.
  @ParameterizedTest
  @ValueSource(strings = {"IST", "XYZ", "K", "CHADT"})
  void aZoneOfNoOneMeaningIsUtcBehindRfc822Alone(String zone) {
    assertThat(read("Tue, 10 Feb 2026 10:00:00 " + zone)).isEqualTo("2026-02-10T10:00:00Z");
    assertThat(read("2026-02-10 10:00:00 " + zone)).isNull();
    assertThat(read("10 février 2026 10:00 " + zone)).isNull();
    assertThat(read("Tue, 10 Feb 2026 10:00 AM " + zone)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Thu, 02 Sep 2021 20:0:0 Z|2021-09-02T20:00:00Z",
        "Tue, 10 Feb 2026 at 13:11 EST|2026-02-10T18:11:00Z",
        "Tue, February 10, 2026 at 01:11 PM EST|2026-02-10T18:11:00Z",
        "10 février 2026 1:11 p.m.|2026-02-10T12:11:00Z",
        "10 février 2026 1:11 p. m.|2026-02-10T12:11:00Z",
        "10 février 2026 12:05 AM|2026-02-09T23:05:00Z",
        "10 février 2026 12:05pm|2026-02-10T11:05:00Z",
        "Feb 10, 2026 1 PM|2026-02-10T12:00:00Z",
        "Feb 10, 2026 13:11 PM|2026-02-10T12:11:00Z",
        "10 février 2026 à 14 h 30|2026-02-10T13:30:00Z",
        "10 février 2026, 14h30min20s|2026-02-10T13:30:20Z",
        "10 février 2026 à 14 heures|2026-02-10T13:00:00Z",
        "10 février 2026 à midi|2026-02-10T11:00:00Z",
        "2026-02-10 @ 10:30|2026-02-10T09:30:00Z",
        "10 février 2026 – 14:30|2026-02-10T13:30:00Z",
        "14h30, le 10 février 2026|2026-02-10T13:30:00Z",
        "15:04 10.02.2026 -0700|2026-02-10T22:04:00Z",
        "10/Feb/2026:10:00:00 +0100|2026-02-10T09:00:00Z",
        "20260210 1000|2026-02-10T09:00:00Z",
        "2026-02-10T1000Z|2026-02-10T10:00:00Z",
        "2026-02-10T10Z|2026-02-10T10:00:00Z",
        "10 févr. 2026 14:30:12,345|2026-02-10T13:30:12.345Z",
        "10 février 2026 24:00|2026-02-10T23:00:00Z",
      })
  void readsTimes(String written, Instant meant) {
    assertThat(read(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mardi, 10. Février 2026 - 14:30|2026-02-10T13:30:00Z",
        "mar, 10/02/2026 - 14:30|2026-02-10T13:30:00Z",
        "Tue, 02/10/2026 - 14:30|2026-02-10T13:30:00Z",
        "mar, 03/02/2026 - 14:30|2026-02-03T13:30:00Z",
        "Mon, 03/02/2026 - 14:30|2026-03-02T13:30:00Z",
        "03/02/2026|2026-02-02T23:00:00Z",
        "02/13/2026|2026-02-12T23:00:00Z",
        "Sat, 11 04 2020 08:51:49 +0100|2020-04-11T07:51:49Z",
        "Wed, 10 Feb 2026 14:30|2026-02-10T13:30:00Z",
        "mar. 3 mars 2026|2026-03-02T23:00:00Z",
        "mar 3 mar 2026|2026-03-02T23:00:00Z",
        "3 mar 2026|2026-03-02T23:00:00Z",
        "Di, 10 Feb 2026 00:00:00 +0100|2026-02-09T23:00:00Z",
        "Thurs, 10 Feb 2026|2026-02-09T23:00:00Z",
        "10/02/26 14:30|2026-02-10T13:30:00Z",
        "10.2.26|2026-02-09T23:00:00Z",
        "2026 February 10|2026-02-09T23:00:00Z",
        "1ER FÉVRIER 2026, 8H05|2026-02-01T07:05:00Z",
        "le 1ᵉʳ févr. 2026 à 8 h 05|2026-02-01T07:05:00Z",
        "10th of February 2026|2026-02-09T23:00:00Z",
        "Di., 10.02.2026, 14.30 Uhr|2026-02-10T13:30:00Z",
        "10 de febrero de 2026, 14:30 h|2026-02-10T13:30:00Z",
        "10 febbraio 2026 ore 14:30|2026-02-10T13:30:00Z",
        "dinsdag 10 februari 2026 om 14:30 uur|2026-02-10T13:30:00Z",
        "terça-feira, 10 de fevereiro de 2026 às 14h30|2026-02-10T13:30:00Z",
        "１０/０２/２０２６ １４：３０|2026-02-10T13:30:00Z",
        "٢٠٢٦-٠٢-١٠|2026-02-09T23:00:00Z",
        "10 février 2026 à 14 h 30|2026-02-10T13:30:00Z",
        "Publié le 10 février 2026 à 14h30|2026-02-10T13:30:00Z",
        "Last updated on: February 10, 2026 2:30 PM|2026-02-10T13:30:00Z",
        "2020-W53-1|2020-12-27T23:00:00Z",
      })
  void readsDays(String written, Instant meant) {
    assertThat(read(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 février 2026 à",
        "10/07/2025 14:30 et",
        "14:30 at 10 Feb 2025",
        "10 juillet 2025 14:30 est",
        "2026-02-10T",
        "2026-02-10T10:00:00-",
        "2026-02-10T10:00:00+010",
        "10 février 2026 vers 14h",
        "10 février 2026 minuit",
        "10 février 2026 à 14h30 (heure locale)",
        "10 février 2026 à 14h30 (mis à jour",
        "Publié le 10 février 2026, mis à jour le 11 février",
        "Tue, 10 Feb 2026 10:00:00 Mars/Olympus",
        "Tue, 10 Feb 2026 10:00:00 ist",
        "Tue, 10 Feb 2026 10:00:00 CET EST",
        "Tue, 10 Feb 2026 10:00:00 +zz:00",
        "2026-02-10T10:00[Nulle/Part]",
        "2026-02-10T10:00:00Textra",
        "2026-02-10T10:00:00+01:00FIN",
        "2026-02-10-05:00",
        "2026-02-10-01",
        "26-02-10",
        "10 Feb 2026 1:2:3:4",
        "10 Feb 2026 13:35 - 15:40",
        "10 Feb 2026 13:11 AM",
        "10 Feb 2026 0:30 PM",
        "10 Feb 2026 24:30",
        "10 Feb 2026 14:30:61",
        "Fri, 03/02/2026 - 10:00",
        "13/14/2026",
        "10 jui 2026",
        "10 février",
        "février 2026",
        "Feb. 2026",
        "février 2026 14:30",
        "2026-02-10T10:00:00-13:00",
        "2026-02-10T10:00:00+15:00",
        "lundi",
        "2025-W53-1",
        "il y a 3 heures",
      })
  void whatIsNotUnderstoodInvalidatesTheDate(String written) {
    assertThat(WrittenDate.parse(written)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"2026, YEAR", "2026-02, MONTH", "2026-02-10, DAY", "2026-02-10T10, MINUTE"})
  void knowsHowMuchIsWritten(String written, Precision precision) {
    assertThat(WrittenDate.parse(written))
        .isNotNull()
        .extracting(WrittenDate::precision)
        .isEqualTo(precision);
  }

  /// Pieces of dates in any order are read or refused; a word behind them is always refused.
  @Test
  void neverFailsAndIgnoresNoWord() {
    List<String> pieces =
        List.of(
            "10",
            "02",
            "2026",
            "13:35",
            ":",
            "/",
            "-",
            ".",
            ", ",
            " ",
            " ",
            "T",
            "+01:00",
            "GMT",
            "mar",
            "février",
            "Tue",
            "à",
            "14h",
            "(",
            ")",
            "[",
            "]",
            "Europe/Paris",
            "am",
            "p.m.",
            "20260210",
            "heure de ",
            "W07",
            "999999",
            "\u0301",
            "Z");
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < 30_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(1, 9); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      if (WrittenDate.parse(text.toString()) != null) {
        read++;
        assertThat(WrittenDate.parse(text + " brumaire")).as(text.toString()).isNull();
      }
    }
    assertThat(read).isGreaterThan(50);
  }
}
