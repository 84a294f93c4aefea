package org.vigie.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.runtime.settings.Durations;

/// A range of time, such as that of the fields `from` and `to` of a request. Both are whole units:
/// `to` 2025-08 ends with 31 August, `from` 2025-08 begins with the 1st. Times that name no zone
/// are those of the zone that is given. Where its clock comes to a time twice, the unit lasts from
/// the first to the end of the second, so that a range leaves nothing out; a time that the clock
/// skips is the moment of the change.
///
/// @param from start, inclusive
/// @param to end, exclusive
public record TimeRange(Instant from, Instant to) {
  private static final DateTimeFormatter DISPLAY_FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV");
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
          "the range ends (" + to + ") before it begins (" + from + ")");
    }
  }

  /// The range of the two fields `from` and `to`.
  ///
  /// @param from null for no start
  /// @param to null for no end
  /// @param zone of times that name none
  /// @throws AdminException.InvalidRequest naming the field whose text is not a time
  public static TimeRange parseRange(@Nullable String from, @Nullable String to, ZoneId zone) {
    Instant begin = from == null ? Instant.MIN : parseField("from", from, zone).from();
    Instant end = to == null ? Instant.MAX : parseField("to", to, zone).to();
    if (!end.isAfter(begin)) {
      throw new AdminException.InvalidRequest(
          "to",
          "%s ends (%s) before %s begins (%s)"
              .formatted(to, format(end, zone), from, format(begin, zone)));
    }
    return new TimeRange(begin, end);
  }

  /// Returns whether the range contains the moment.
  public boolean isWithin(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  private static TimeRange parseField(String field, String text, ZoneId zone) {
    try {
      return parseUnit(text, zone);
    } catch (IllegalArgumentException e) {
      throw new AdminException.InvalidRequest(field, String.valueOf(e.getMessage()), e);
    }
  }

  private static String format(Instant moment, ZoneId zone) {
    return moment.equals(Instant.MIN) || moment.equals(Instant.MAX)
        ? "open"
        : DISPLAY_FORMAT.format(moment.atZone(zone));
  }

  /// The start of what the field `since` names: a duration before now (`48h`), or the begin of a
  /// calendar unit.
  ///
  /// @param zone of times that name none
  /// @throws AdminException.InvalidRequest if it is neither
  public static Instant parseSince(String text, Instant now, ZoneId zone) {
    try {
      return Durations.isDuration(text)
          ? now.minus(Durations.parse(text))
          : parseUnit(text, zone).from();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new AdminException.InvalidRequest(
          "since", e.getMessage() + ", or 24h for how long ago", e);
    }
  }

  /// The calendar unit of the text: a year, month, day, minute, or second.
  ///
  /// @param zone of a text that names none
  /// @throws IllegalArgumentException if the text is none of them
  public static TimeRange parseUnit(String text, ZoneId zone) {
    String written = text.strip();
    try {
      if (YEAR.matcher(written).matches()) {
        Year year = Year.parse(written);
        return createDays(year.atDay(1), year.plusYears(1).atDay(1), zone);
      }
      if (MONTH.matcher(written).matches()) {
        YearMonth month = YearMonth.parse(written);
        return createDays(month.atDay(1), month.plusMonths(1).atDay(1), zone);
      }
      if (DAY.matcher(written).matches()) {
        LocalDate day = LocalDate.parse(written);
        return createDays(day, day.plusDays(1), zone);
      }
      if (MINUTE.matcher(written).matches()) {
        return createUnit(written, ChronoUnit.MINUTES, zone);
      }
      if (SECOND.matcher(written).matches()) {
        return createUnit(written, ChronoUnit.SECONDS, zone);
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

  private static TimeRange createDays(LocalDate first, LocalDate after, ZoneId zone) {
    return new TimeRange(
        first.atStartOfDay(zone).toInstant(), after.atStartOfDay(zone).toInstant());
  }

  private static TimeRange createUnit(String written, ChronoUnit unit, ZoneId zone) {
    String iso = written.replace(' ', 'T');
    if (iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10) {
      Instant from = OffsetDateTime.parse(iso).toInstant();
      return new TimeRange(from, from.truncatedTo(unit).plus(1, unit));
    }
    LocalDateTime local = LocalDateTime.parse(iso);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      Instant change = zone.getRules().getTransition(local).getInstant();
      return new TimeRange(change, change);
    }
    return new TimeRange(
        local.toInstant(offsets.getFirst()),
        local.truncatedTo(unit).plus(1, unit).toInstant(offsets.getLast()));
  }
}
