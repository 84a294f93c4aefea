package org.vigie.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Article.Precision;

/// A date as feeds, pages and people write it: RFC 822 and ISO 8601 whole or in part (by week and
/// by day of the year too), `10/02/2025 14:30`, `lundi 10 février 2025 à 14 h 30`, `Feb. 10, 2025,
/// 2:30 p.m.`, seconds, with or without a fraction, or milliseconds of Unix. What is not understood
/// invalidates the date: one without its time or in another zone would be wrong by hours, and a
/// wrong date is worse than none.
///
/// - Names of months and weekdays are those of English, French, German, Dutch, Italian, Spanish
///   and Portuguese, whole or cut after the third letter, with or without accents, in any case.
/// - Days come before months in `04/03/2025`, unless the weekday beside it or the calendar says
///   otherwise. Elsewhere a weekday that contradicts the date is ignored.
/// - A date without a zone is one of Paris. A zone is an offset, a name such as `America/Toronto`
///   with the rules of that place at that time, or an abbreviation with one meaning
///   ([TimeZoneNames]). A numeric offset counts more than a name beside it.
/// - A zone in capitals that is unknown or has several meanings (`IST`), and the letters of the
///   military, mean UTC behind a date in the form of RFC 822 (`10 Feb 2025 14:30:00 IST`), as
///   RFC 5322 §4.3 has it, and invalidate any other.
///
/// @param instant what it stands for; of a day, a month or a year its first instant
/// @param precision how much of it is written
public record WrittenDate(Instant instant, Precision precision) {
  private static final int MAX_LENGTH = 100;

  private static final Pattern UNIX_TIME = Pattern.compile("[0-9]{10}(?:\\.[0-9]+)?|[0-9]{13}");

  /// Reads a date; null if it is none, or longer than 100 characters. Takes linear time.
  public static @Nullable WrittenDate parse(String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      WrittenDate number = parseUnixTime(text.strip());
      return number == null ? new DateGrammar(new DateText(text)).parse() : number;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable WrittenDate parseUnixTime(String text) {
    if (!UNIX_TIME.matcher(text).matches()) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    BigDecimal millis =
        text.length() == 13 && text.indexOf('.') < 0 ? number : number.movePointRight(3);
    return new WrittenDate(Instant.ofEpochMilli(millis.longValue()), Precision.MINUTE);
  }
}
