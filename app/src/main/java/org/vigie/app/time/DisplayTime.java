package org.vigie.app.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.model.ZoneLabel;

/// Formats points in time for people in one zone, which is named: `2025-03-15 11:00:00 Paris`. In
/// the hour that comes twice at the end of summer time the offset stands with the time:
/// `2025-10-26 02:30:00+01:00 Paris`. Immutable.
///
/// @param zone in which times are shown
public record DisplayTime(ZoneId zone) {
  private static final DateTimeFormatter FORMAT = createFormat("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter TIME_OF_DAY = createFormat("HH:mm:ss");
  private static final DateTimeFormatter DAY_AND_TIME = createFormat("d MMM HH:mm");
  private static final DateTimeFormatter DAY_OF_YEAR = createFormat("d MMM uuuu");

  private static DateTimeFormatter createFormat(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /// The name of the zone: its city, or `UTC+02:00` for an offset.
  public String zoneName() {
    return new ZoneLabel(zone).name();
  }

  /// The date, the time to the second and the zone; empty if there is no time.
  public String format(@Nullable Instant time) {
    return time == null ? "" : format(time.atZone(zone), FORMAT) + " " + zoneName();
  }

  /// As [#formatCell], with the zone.
  public String formatShort(Instant time, Instant now) {
    return formatCell(time, now) + " " + zoneName();
  }

  /// As short as it is clear, without the zone, for a table whose heading names it: `11:00:00`
  /// today, `15 Mar 11:00` on another day of the year, else `15 Mar 2025`; empty if there is no
  /// time.
  public String formatCell(@Nullable Instant time, Instant now) {
    if (time == null) {
      return "";
    }
    ZonedDateTime local = time.atZone(zone);
    LocalDate today = now.atZone(zone).toLocalDate();
    if (local.toLocalDate().equals(today)) {
      return format(local, TIME_OF_DAY);
    }
    return local.getYear() == today.getYear()
        ? format(local, DAY_AND_TIME)
        : DAY_OF_YEAR.format(local);
  }

  private String format(ZonedDateTime local, DateTimeFormatter form) {
    return form.format(local) + new ZoneLabel(zone).findOffset(local);
  }
}
