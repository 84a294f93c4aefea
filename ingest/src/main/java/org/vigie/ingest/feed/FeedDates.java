package org.vigie.ingest.feed;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.PressTimeZone;

/// Dates as feeds write them: RFC 822 with English or French names, ISO 8601 whole or in part, by
/// week or by day of the year, `10/02/2025 14:30`, `10 février 2025 à 14h30`. A date without a
/// zone is one of Paris. A date that no calendar knows, before 1990 or more than two days ahead
/// gives null: a wrong date is worse than none.
public final class FeedDates {
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(2);
  private static final int MAX_LENGTH = 100;

  private static final String TIME =
      "(?<h>\\d{1,2})(?:\\s?[:h.]\\s?(?<mi>\\d{2})(?:[:m.](?<s>\\d{2})(?:[.,]\\d+)?)?"
          + "(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?|\\s?h(?![a-z]))";
  private static final String ZONE =
      "(?<z>(?:(?:utc|gmt)\\s?)?[+-]\\d{1,2}(?::?\\d{2})?|[a-z]{1,5})";
  private static final String TAIL = "(?:[\\s,t-]*(?:a\\s+)?" + TIME + "\\s*" + ZONE + "?)?.{0,12}";
  private static final Pattern ISO =
      Pattern.compile("(?<y>\\d{4})[-/.](?<m>\\d{1,2})(?:[-/.](?<d>\\d{1,2}))?" + TAIL);
  private static final Pattern DAY_OF_YEAR =
      Pattern.compile("(?<y>\\d{4})-?(?<n>\\d{3})(?:t" + TIME + "\\s*" + ZONE + "?)?");
  private static final Pattern WEEK =
      Pattern.compile(
          "(?<y>\\d{4})-?w(?<w>\\d{2})(?:-?(?<n>[1-7]))?(?:t" + TIME + "\\s*" + ZONE + "?)?");
  private static final Pattern COMPACT =
      Pattern.compile(
          "(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})(?:t?(?<h>\\d{2}):?(?<mi>\\d{2}):?(?<s>\\d{2})?"
              + ZONE
              + "?)?");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:[a-z]+[.,]*\\s*)?(?<d>\\d{1,2})(?:er|st|nd|rd|th)?[\\s-]+(?<m>[a-z]{3,9})[.,]?[\\s-]+"
              + "(?<y>\\d{4}|\\d{2})(?!\\d)"
              + TAIL);
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(?:[a-z]+[.,]*\\s+)?(?<m>[a-z]{3,9})\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+"
              + "(?:(?<h>\\d{1,2}):(?<mi>\\d{2})(?::(?<s>\\d{2}))?\\s+"
              + "(?<z>(?:[a-z]{2,5}|[+-]\\d{2}:?\\d{2})\\s+)?)?"
              + "(?<y>\\d{4})");
  private static final Pattern MONTH_FIRST_TIME_LAST =
      Pattern.compile(
          "(?:[a-z]+[.,]*\\s+)?(?<m>[a-z]{3,9})\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+"
              + "(?<y>\\d{4})"
              + TAIL);
  private static final Pattern SLASHED =
      Pattern.compile("(?<d>\\d{1,2})[-/.](?<m>\\d{1,2})[-/.](?<y>\\d{4})" + TAIL);
  private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");
  private static final Pattern YEAR = Pattern.compile("(?<y>\\d{4})");
  private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,2}):?(\\d{2})?$");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /// RFC 822 lets comments stand in parentheses; some put the zone there.
  private static final Pattern COMMENT =
      Pattern.compile("(?<=[+-]\\d{2}:?\\d{2}) ?\\(.*\\)$|\\((?<zone>[a-z]{1,5})\\)$");

  private static final Map<String, Integer> MONTHS = createMonths();
  private static final Map<String, Integer> ZONE_HOURS = zoneHours();

  private final InstantSource clock;

  /// Dates are judged against this clock.
  public FeedDates(InstantSource clock) {
    this.clock = clock;
  }

  /// The instant that a date stands for, or null.
  public @Nullable Instant read(@Nullable String written) {
    if (written == null || written.isBlank() || written.length() > MAX_LENGTH) {
      return null;
    }
    try {
      return inRange(parse(normalize(written)));
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private @Nullable Instant inRange(@Nullable Instant date) {
    return date == null || date.isBefore(EARLIEST) || date.isAfter(clock.instant().plus(AHEAD))
        ? null
        : date;
  }

  private static String normalize(String written) {
    String lower = written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0\\u202f]+", " ");
    String plain =
        MARKS
            .matcher(Normalizer.normalize(lower, Normalizer.Form.NFD).replace('\u2212', '-'))
            .replaceAll("");
    return plain.endsWith(")") ? COMMENT.matcher(plain).replaceFirst("${zone}") : plain;
  }

  private static @Nullable Instant parse(String text) {
    if (EPOCH.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }
    for (Pattern form :
        new Pattern[] {
          NAMED, DAY_OF_YEAR, WEEK, ISO, COMPACT, SLASHED, MONTH_FIRST, MONTH_FIRST_TIME_LAST, YEAR
        }) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        return toInstant(matcher);
      }
    }
    return null;
  }

  private static @Nullable Instant toInstant(Matcher found) {
    LocalDate date = toDate(found);
    if (date == null) {
      return null;
    }
    int hour = toHour(parseNumber(findGroup(found, "h")), findGroup(found, "half"));
    LocalDateTime time =
        hour == 24
            ? date.plusDays(1).atStartOfDay()
            : date.atTime(LocalTime.of(hour, parseNumber(findGroup(found, "mi")), toSecond(found)));
    return time.atZone(findZone(findGroup(found, "z"))).toInstant();
  }

  /// By week and day of the week, by day of the year, or by month and day; null if the month
  /// has a name that is none.
  private static @Nullable LocalDate toDate(Matcher found) {
    int year = toYear(found.group("y"));
    String week = findGroup(found, "w");
    String ordinal = findGroup(found, "n");
    if (week != null) {
      // The fourth of January always lies in the first week.
      return LocalDate.of(year, 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, parseNumber(week))
          .with(ChronoField.DAY_OF_WEEK, ordinal == null ? 1 : parseNumber(ordinal));
    }
    if (ordinal != null) {
      return LocalDate.ofYearDay(year, parseNumber(ordinal));
    }
    Integer month = findMonth(findGroup(found, "m"));
    String day = findGroup(found, "d");
    return month == null ? null : LocalDate.of(year, month, day == null ? 1 : parseNumber(day));
  }

  /// @param half `a` or `p` where the clock has twelve hours
  private static int toHour(int written, @Nullable String half) {
    return half == null || written > 12 ? written : written % 12 + (half.equals("p") ? 12 : 0);
  }

  /// A leap second is read as the second before it.
  private static int toSecond(Matcher found) {
    int second = parseNumber(findGroup(found, "s"));
    return second == 60 ? 59 : second;
  }

  private static @Nullable String findGroup(Matcher found, String name) {
    return found.namedGroups().containsKey(name) ? found.group(name) : null;
  }

  private static int parseNumber(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int toYear(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() > 2 ? year : year + (year < 70 ? 2000 : 1900);
  }

  private static @Nullable Integer findMonth(@Nullable String written) {
    if (written == null) {
      return 1;
    }
    return Character.isDigit(written.charAt(0))
        ? Integer.valueOf(written)
        : MONTHS.get(written.length() > 4 ? written.substring(0, 4) : written);
  }

  private static ZoneId findZone(@Nullable String written) {
    if (written == null) {
      return PressTimeZone.PARIS;
    }
    Matcher offset = OFFSET.matcher(written.strip());
    if (offset.find()) {
      int minutes = Integer.parseInt(offset.group(2)) * 60 + parseNumber(offset.group(3));
      return ZoneOffset.ofTotalSeconds((offset.group(1).equals("-") ? -60 : 60) * minutes);
    }
    Integer hours = ZONE_HOURS.get(written.strip());
    return hours == null ? PressTimeZone.PARIS : ZoneOffset.ofHours(hours);
  }

  private static Map<String, Integer> createMonths() {
    Map<String, Integer> months = new HashMap<>();
    String[][] names = {
      {"jan", "janv", "janu"}, {"feb", "fev", "fevr", "febr"}, {"mar", "mars", "marc"},
      {"apr", "avr", "avri", "apri"}, {"may", "mai"}, {"jun", "juin", "june"},
      {"jul", "juil", "july"}, {"aug", "aou", "aout", "augu"}, {"sep", "sept"},
      {"oct", "octo"}, {"nov", "nove"}, {"dec", "dece"}
    };
    for (int month = 0; month < names.length; month++) {
      for (String name : names[month]) {
        months.put(name, month + 1);
      }
    }
    return Map.copyOf(months);
  }

  /// RFC 822 zones, and those that feeds of Europe, Canada (in both its languages) and Africa
  /// use in their place.
  private static Map<String, Integer> zoneHours() {
    Map<String, Integer> hours = new HashMap<>();
    for (String name : new String[] {"gmt", "ut", "utc", "z", "wet"}) {
      hours.put(name, 0);
    }
    Object[] rest = {
      "west", 1, "bst", 1, "cet", 1, "met", 1, "mez", 1, "cest", 2, "mest", 2, "mesz", 2, "eet", 2,
      "eest", 3, "msk", 3, "est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst",
      -8, "pdt", -7, "at", -4, "et", -5, "ct", -6, "mt", -7, "pt", -8, "ast", -4, "adt", -3, "hna",
      -4, "haa", -3, "hne", -5, "hae", -4, "hnc", -6, "hac", -5, "hnr", -7, "har", -6, "hnp", -8,
      "hap", -7, "wat", 1, "cat", 2, "eat", 3
    };
    for (int i = 0; i < rest.length; i += 2) {
      hours.put((String) rest[i], (Integer) rest[i + 1]);
    }
    // The letters of RFC 822, from A one hour west of Greenwich.
    for (int i = 1; i <= 12; i++) {
      hours.putIfAbsent(String.valueOf("abcdefghiklm".charAt(i - 1)), -i);
      hours.putIfAbsent(String.valueOf("nopqrstuvwxy".charAt(i - 1)), i);
    }
    return Map.copyOf(hours);
  }
}
