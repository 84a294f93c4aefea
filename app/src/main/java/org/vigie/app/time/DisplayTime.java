package org.vigie.app.time;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Formats points in time for people: `2025-03-15 11:00:00 CET`, in the zone of a clock.
public final class DisplayTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ENGLISH);
  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");

  private DisplayTime() {}

  /// The date and the time to the second; empty if there is none.
  ///
  /// @param clock of the terminal, whose zone is that of its reader
  public static String format(@Nullable Instant time, Clock clock) {
    return time == null ? "" : FORMAT.format(time.atZone(clock.getZone()));
  }

  /// The time of the day to the second, for what is near.
  public static String formatTimeOfDay(Instant time, Clock clock) {
    return TIME_OF_DAY.format(time.atZone(clock.getZone()));
  }
}
