package org.vigie.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the time of day of a written date.
final class ClockReader {
  private static final Set<String> HOURS = Set.of("h", "hs", "heure", "heures", "uhr", "uur");
  private static final Set<String> MINUTES = Set.of("m", "mn", "min", "minutes", ":");
  private static final Set<String> SECONDS = Set.of("s", "sec", "secondes");

  private final TokenCursor cursor;
  private @Nullable LocalTime time;
  private boolean endOfDay;
  private boolean twelveHours;

  ClockReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  boolean found() {
    return time != null;
  }

  /// True if it was followed by `am` or `pm`.
  boolean twelveHours() {
    return twelveHours;
  }

  /// That day at this time, at its beginning if none was found.
  LocalDateTime on(LocalDate day) {
    return endOfDay
        ? day.plusDays(1).atStartOfDay()
        : day.atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  /// Reads a time if one stands here and none was read before.
  ///
  /// @param dayKnown true behind the day: further numbers belong to the time
  /// @param dayInDigits true behind `2025-02-10` and the like: a time may lack its colons
  /// @throws DateTimeException if no clock has it
  boolean read(boolean dayKnown, boolean dayInDigits) {
    if (time != null) {
      return false;
    }
    DateToken first = cursor.peek(0);
    if (first.is("midi") || first.is("noon")) {
      return accept(1, 12, 0, 0, 0);
    }
    if (first.isNumber(1, 2)) {
      DateToken mark = cursor.peek(1);
      if (mark.is(":") && cursor.peek(2).isNumber(1, 2)) {
        return readMinutes(":");
      }
      if (dayKnown && mark.is(".") && cursor.isJoinedNumber(2, 2, 2)) {
        return readMinutes(".");
      }
      if (HOURS.contains(mark.text())) {
        return readHourAndMinutes(dayKnown);
      }
      if (findHalf(1) != null) {
        return accept(1, first.value(), 0, 0, 0);
      }
    }
    return dayKnown && readDigits(dayInDigits);
  }

  /// Takes the four or six digits behind a date in digits.
  void acceptDigits(String digits) {
    String padded = digits + "0000";
    accept(
        0,
        Integer.parseInt(padded.substring(0, 2)),
        Integer.parseInt(padded.substring(2, 4)),
        Integer.parseInt(padded.substring(4, 6)),
        digits.length() == 6 ? readFraction() : 0);
  }

  /// `T13`, `T1335` and `T133534`.
  private boolean readDigits(boolean withoutLetter) {
    DateToken digits = cursor.peek(0);
    int length = digits.text().length();
    if (!digits.isNumber(2, 6)
        || length % 2 == 1
        || !cursor.peek(-1).is("t") && (!withoutLetter || length == 2)) {
      return false;
    }
    cursor.skip(1);
    acceptDigits(digits.text());
    return true;
  }

  /// `13:35`, `13:35:34.5` and the same with dots.
  private boolean readMinutes(String mark) {
    int hour = cursor.peek(0).value();
    int minute = cursor.peek(2).value();
    DateToken second = cursor.peek(4);
    if (cursor.peek(3).is(mark)
        && second.isNumber(1, 2)
        && (mark.equals(":") || !second.spaced())) {
      cursor.skip(5);
      return accept(0, hour, minute, second.value(), readFraction());
    }
    return accept(3, hour, minute, 0, 0);
  }

  /// `13 h`, `13h35`, `13 h 35 min 20 s`. A number apart from the `h` may be the day, if that is
  /// still missing.
  private boolean readHourAndMinutes(boolean dayKnown) {
    int hour = cursor.peek(0).value();
    DateToken minute = cursor.peek(2);
    if (!minute.isNumber(1, 2) || minute.spaced() && !dayKnown) {
      return accept(2, hour, 0, 0, 0);
    }
    DateToken mark = cursor.peek(3);
    if (!MINUTES.contains(mark.text())) {
      return accept(3, hour, minute.value(), 0, 0);
    }
    DateToken second = cursor.peek(4);
    if (!second.isNumber(1, 2)) {
      return accept(mark.isWord() ? 4 : 3, hour, minute.value(), 0, 0);
    }
    int length = SECONDS.contains(cursor.peek(5).text()) ? 6 : 5;
    return accept(length, hour, minute.value(), second.value(), 0);
  }

  /// Nanoseconds.
  private int readFraction() {
    DateToken mark = cursor.peek(0);
    if (!mark.is(".") && !mark.is(",") || mark.spaced() || !cursor.isJoinedNumber(1, 1, 30)) {
      return 0;
    }
    String digits = cursor.peek(1).text() + "000000000";
    cursor.skip(2);
    return Integer.parseInt(digits.substring(0, 9));
  }

  private boolean accept(int length, int hour, int minute, int second, int nano) {
    cursor.skip(length);
    String half = findHalf(0);
    if (half != null) {
      twelveHours = true;
      boolean oneWord = cursor.peek(0).text().length() == 2;
      cursor.skip(oneWord ? 1 : cursor.peek(1).is(".") ? 3 : 2);
    } else if (HOURS.contains(cursor.peek(0).text()) && !cursor.peek(0).is("heure")) {
      cursor.skip(1);
    }
    endOfDay = hour == 24 && minute == 0 && second == 0 && half == null;
    // A leap second is read as the second before it.
    time =
        LocalTime.of(endOfDay ? 0 : toHour(hour, half), minute, second == 60 ? 59 : second, nano);
    return true;
  }

  /// `a` or `p` where `am`, `p.m.` or the like stands.
  private @Nullable String findHalf(int ahead) {
    DateToken first = cursor.peek(ahead);
    if (first.is("am") || first.is("pm")) {
      return first.text().substring(0, 1);
    }
    if (!first.is("a") && !first.is("p")) {
      return null;
    }
    return cursor.peek(ahead + (cursor.peek(ahead + 1).is(".") ? 2 : 1)).is("m")
        ? first.text()
        : null;
  }

  /// `13:35 PM` is 13:35 to the programs that write it; `13:35 AM` and `0:30 PM` are nothing.
  private static int toHour(int written, @Nullable String half) {
    if (half == null) {
      return written;
    }
    boolean afternoon = half.equals("p");
    if (afternoon ? written == 0 : written > 12) {
      throw new DateTimeException("no such hour");
    }
    return written > 12 ? written : written % 12 + (afternoon ? 12 : 0);
  }
}
