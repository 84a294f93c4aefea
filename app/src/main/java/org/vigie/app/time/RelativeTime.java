package org.vigie.app.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Formats points in time relative to now: `3 min ago`, `in 2 h`.
public final class RelativeTime {
  private RelativeTime() {}

  /// The point in time relative to `now`; `never` if it is null.
  public static String format(@Nullable Instant time, Instant now) {
    if (time == null) {
      return "never";
    }
    Duration distance = Duration.between(now, time);
    String length = formatLength(distance.abs());
    return distance.isNegative() || distance.isZero() ? length + " ago" : "in " + length;
  }

  /// A length in its largest unit of which it has at least two, rounded down: `90 min`, not `1 h`.
  public static String formatLength(Duration length) {
    if (length.toDays() >= 2) {
      return length.toDays() + " d";
    }
    if (length.toHours() >= 2) {
      return length.toHours() + " h";
    }
    return length.toMinutes() >= 2 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }
}
