package org.vigie.model;

import java.util.HashMap;
import java.util.Map;

/// Names of months and weekdays in the languages that the feeds of the French-language press mix:
/// English, French, German, Dutch, Italian, Spanish and Portuguese, in small letters without
/// accents. A name may be cut after its third letter, unless two would be cut to the same
/// (`jui` for juin and juillet).
final class CalendarNames {
  /// A name of this kind that does not say which month or day it means.
  static final int AMBIGUOUS = 0;

  private static final int MIN_LENGTH = 3;
  private static final Map<String, Integer> MONTHS =
      withPrefixes(
          "january february march april may june july august september october november december",
          "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
          "januar februar marz april mai juni juli august september oktober november dezember",
          "janner februar maerz april mai juni juli august september oktober november dezember",
          "januari februari maart april mei juni juli augustus september oktober november december",
          "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
              + " dicembre",
          "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
              + " diciembre",
          "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro"
              + " dezembro",
          "jan feb mrt apr mai jun jul aug sep okt nov dez",
          "jan feb mrz avr mai jun jul aou sep oct nov dec");
  private static final Map<String, Integer> WEEKDAYS = weekdays();

  private CalendarNames() {}

  /// The number of a month, −1 for another word.
  static int findMonth(String name) {
    return MONTHS.getOrDefault(name, -1);
  }

  /// The number of a day of the week from Monday, [#AMBIGUOUS] for `di`, which is dimanche and
  /// Dienstag, −1 for another word.
  static int findWeekday(String name) {
    return WEEKDAYS.getOrDefault(name, -1);
  }

  private static Map<String, Integer> weekdays() {
    Map<String, Integer> days =
        new HashMap<>(
            withPrefixes(
                "monday tuesday wednesday thursday friday saturday sunday",
                "lundi mardi mercredi jeudi vendredi samedi dimanche",
                "montag dienstag mittwoch donnerstag freitag samstag sonntag",
                "montag dienstag mittwoch donnerstag freitag sonnabend sonntag",
                "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
                "lunedi martedi mercoledi giovedi venerdi sabato domenica",
                "lunes martes miercoles jueves viernes sabado domingo",
                "segunda terca quarta quinta sexta sabado domingo"));
    String[] pairs = {"mo lu", "", "mi me we wo", "do je th", "fr ve vr", "sa za", "so su zo"};
    for (int day = 1; day <= pairs.length; day++) {
      for (String pair : pairs[day - 1].split(" ")) {
        days.put(pair, day);
      }
    }
    days.put("di", AMBIGUOUS);
    days.put("ma", AMBIGUOUS);
    return Map.copyOf(days);
  }

  private static Map<String, Integer> withPrefixes(String... languages) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String language : languages) {
      String[] names = language.split(" ");
      for (int i = 0; i < names.length; i++) {
        for (int end = Math.min(MIN_LENGTH, names[i].length()); end <= names[i].length(); end++) {
          int number = i + 1;
          numbers.merge(
              names[i].substring(0, end), number, (a, b) -> a.equals(b) ? a : Integer.valueOf(-1));
        }
      }
    }
    return Map.copyOf(numbers);
  }
}
