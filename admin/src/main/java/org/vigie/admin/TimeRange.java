package org.vigie.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.PressTimeZone;
import org.vigie.runtime.settings.Durations;

/// A range of time, such as that of the fields `from` and `to` of a request. Both are whole units:
/// `to` 2025-08 ends with 31 August, `from` 2025-08 begins with the 1st. The default zone is
/// Europe/Paris.
///
/// @param from start, inclusive
/// @param to end, exclusive
public record TimeRange(Instant from, Instant to) {
  private static final DateTimeFormatter DISPLAY_FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MINUTE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})?");
  private static final Pattern SECOND =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})?");

  /// @throws IllegalArgumentException if the range ends before it begins
  public TimeRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "the range ends (" + format(to) + ") before it begins (" + format(from) + ")");
    }
  }

  /// The range of the two fields `from` and `to`.
  ///
  /// @param from null for no start
  /// @param to null for no end
  /// @throws AdminException.InvalidRequest naming the field whose text is not a time
  public static TimeRange parseRange(@Nullable String from, @Nullable String to) {
    Instant begin = from == null ? Instant.MIN : parseField("from", from).from();
    Instant end = to == null ? Instant.MAX : parseField("to", to).to();
    if (!end.isAfter(begin)) {
      throw new AdminException.InvalidRequest(
          "to",
          "%s ends (%s) before %s begins (%s)".formatted(to, format(end), from, format(begin)));
    }
    return new TimeRange(begin, end);
  }

  /// Returns whether the range contains the moment.
  public boolean isWithin(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  private static TimeRange parseField(String field, String text) {
    try {
      return parseUnit(text);
    } catch (IllegalArgumentException e) {
      throw new AdminException.InvalidRequest(field, String.valueOf(e.getMessage()), e);
    }
  }

  /// The moment in Europe/Paris, the default zone of the fields.
  private static String format(Instant moment) {
    return moment.equals(Instant.MIN) || moment.equals(Instant.MAX)
        ? "open"
        : DISPLAY_FORMAT.format(moment.atZone(PressTimeZone.PARIS)) + " Europe/Paris";
  }

  /// The start of what the field `since` names: a duration before now (`48h`), or the begin of a
  /// calendar unit.
  ///
  /// @throws AdminException.InvalidRequest if it is neither
  public static Instant parseSince(String text, Instant now) {
    try {
      return Durations.isDuration(text) ? now.minus(Durations.parse(text)) : parseUnit(text).from();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new AdminException.InvalidRequest(
          "since", e.getMessage() + ", or 24h for how long ago", e);
    }
  }

  /// The calendar unit of the text: a year, month, day, minute, or second.
  ///
  /// @throws IllegalArgumentException if the text is none of them
  public static TimeRange parseUnit(String text) {
    String written = text.strip();
    try {
      if (YEAR.matcher(written).matches()) {
        return createDays(Year.parse(written).atDay(1), Year.parse(written).plusYears(1).atDay(1));
      }
      if (MONTH.matcher(written).matches()) {
        YearMonth month = YearMonth.parse(written);
        return createDays(month.atDay(1), month.plusMonths(1).atDay(1));
      }
      if (DAY.matcher(written).matches()) {
        LocalDate day = LocalDate.parse(written);
        return createDays(day, day.plusDays(1));
      }
      if (MINUTE.matcher(written).matches()) {
        return createUnit(parseInstant(written), ChronoUnit.MINUTES);
      }
      if (SECOND.matcher(written).matches()) {
        return createUnit(parseInstant(written), ChronoUnit.SECONDS);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no time: the calendar has no such "
              + (MONTH.matcher(written).matches() ? "month" : "moment"),
          e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no time; write 2025, 2025-08, 2025-08-31 or 2025-08-31T14:00");
  }

  private static TimeRange createDays(LocalDate first, LocalDate after) {
    return new TimeRange(
        first.atStartOfDay(PressTimeZone.PARIS).toInstant(),
        after.atStartOfDay(PressTimeZone.PARIS).toInstant());
  }

  private static TimeRange createUnit(Instant from, ChronoUnit unit) {
    return new TimeRange(from, from.truncatedTo(unit).plus(1, unit));
  }

  private static Instant parseInstant(String written) {
    String iso = written.replace(' ', 'T');
    boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
    return zoned
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).atZone(PressTimeZone.PARIS).toInstant();
  }
}
