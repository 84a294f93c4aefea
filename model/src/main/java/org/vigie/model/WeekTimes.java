package org.vigie.model;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads and writes local times and days of the week. Days are written `mon` to `sun`; French and
/// full names are read as well.
final class WeekTimes {
  private static final List<String> ENGLISH =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> FRENCH =
      List.of("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche");
  private static final int SHORT_NAME = 3;

  private WeekTimes() {}

  /// Reads times with commas between.
  static List<LocalTime> parseTimes(String written) {
    return Arrays.stream(written.split(",", -1)).map(WeekTimes::parseTime).toList();
  }

  /// Reads a time such as `7:30`, `07:30` or `7h30`.
  ///
  /// @throws IllegalArgumentException if it is none
  static LocalTime parseTime(String written) {
    String[] parts = written.strip().split("[:hH]", -1);
    try {
      if (parts.length == 2 && parts[0].matches("\\d{1,2}") && parts[1].matches("(\\d\\d)?")) {
        return LocalTime.of(
            Integer.parseInt(parts[0]), parts[1].isEmpty() ? 0 : Integer.parseInt(parts[1]));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + written + "' is no time of a day", e);
    }
    throw new IllegalArgumentException("'" + written + "' is no time as in '07:30'");
  }

  /// Reads the name of a day.
  ///
  /// @throws IllegalArgumentException if it is none
  static DayOfWeek parseDay(String written) {
    String name = written.strip().toLowerCase(Locale.ROOT);
    for (int i = 0; i < ENGLISH.size(); i++) {
      if (isNameOf(name, ENGLISH.get(i)) || isNameOf(name, FRENCH.get(i))) {
        return DayOfWeek.of(i + 1);
      }
    }
    throw new IllegalArgumentException(
        "'" + written + "' is no day; days are mon, tue, wed, thu, fri, sat, sun");
  }

  private static boolean isNameOf(String name, String day) {
    return name.equals(day) || name.equals(day.substring(0, SHORT_NAME));
  }

  /// Reads days such as `sat,sun` and `mon-fri`; a range may go over the end of the week.
  ///
  /// @throws IllegalArgumentException if one is no day
  static Set<DayOfWeek> parseDays(String written) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : written.split(",", -1)) {
      int dash = part.indexOf('-');
      DayOfWeek first = parseDay(dash < 0 ? part : part.substring(0, dash));
      DayOfWeek last = dash < 0 ? first : parseDay(part.substring(dash + 1));
      for (DayOfWeek day = first; day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  static String format(DayOfWeek day) {
    return ENGLISH.get(day.getValue() - 1).substring(0, SHORT_NAME);
  }

  static String format(Set<DayOfWeek> days) {
    return days.stream().sorted().map(WeekTimes::format).collect(Collectors.joining(","));
  }
}
