package org.vigie.app.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A range of time between `--from` and `--to`. Both are whole units: `--to 2025-08` ends with 31
/// August, `--from 2025-08` begins with the 1st. Where no zone is written, Europe/Paris is meant.
///
/// @param from its first moment
/// @param to the first moment after it
public record Span(Instant from, Instant to) {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MINUTE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})?");
  private static final Pattern SECOND =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})?");

  /// Refuses a range that ends before it begins.
  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "the range ends (" + to + ") before it begins (" + from + ")");
    }
  }

  /// The range of two options.
  ///
  /// @param from null for the beginning of time
  /// @param to null for its end
  /// @throws IllegalArgumentException naming the text that is no time
  public static Span between(@Nullable String from, @Nullable String to) {
    return new Span(
        from == null ? Instant.MIN : unit(from).from(), to == null ? Instant.MAX : unit(to).to());
  }

  /// The first moment of what is written: a duration before now (`48h`), or a unit of the calendar.
  public static Instant since(String text, Instant now) {
    return text.strip().matches("(\\d+(ms|s|m|h|d))+")
        ? now.minus(Durations.parse(text))
        : unit(text).from();
  }

  /// The unit of the calendar that is written: a year, month, day, minute, or second.
  public static Span unit(String text) {
    String written = text.strip();
    try {
      if (YEAR.matcher(written).matches()) {
        return days(Year.parse(written).atDay(1), Year.parse(written).plusYears(1).atDay(1));
      }
      if (MONTH.matcher(written).matches()) {
        YearMonth month = YearMonth.parse(written);
        return days(month.atDay(1), month.plusMonths(1).atDay(1));
      }
      if (DAY.matcher(written).matches()) {
        LocalDate day = LocalDate.parse(written);
        return days(day, day.plusDays(1));
      }
      if (MINUTE.matcher(written).matches()) {
        return unit(instant(written), ChronoUnit.MINUTES);
      }
      if (SECOND.matcher(written).matches()) {
        return unit(instant(written), ChronoUnit.SECONDS);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no time: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no time; write 2025, 2025-08, 2025-08-31 or 2025-08-31T14:00");
  }

  private static Span days(LocalDate first, LocalDate after) {
    return new Span(first.atStartOfDay(PARIS).toInstant(), after.atStartOfDay(PARIS).toInstant());
  }

  private static Span unit(Instant from, ChronoUnit unit) {
    return new Span(from, from.truncatedTo(unit).plus(1, unit));
  }

  private static Instant instant(String written) {
    String iso = written.replace(' ', 'T');
    boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
    return zoned
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).atZone(PARIS).toInstant();
  }
}
