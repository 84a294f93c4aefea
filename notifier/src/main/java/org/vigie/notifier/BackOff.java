package org.vigie.notifier;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long a delivery waits after each failure.
///
/// @param waits before the second, third, … attempt
record BackOff(List<Duration> waits) {
  /// True where no attempt follows after so many.
  boolean isOver(int attempts) {
    return attempts > waits.size();
  }

  /// The wait of the table, up to a tenth longer by delivery, so that those which failed together
  /// do not come back together; longer where the receiver asks for it, but not beyond the longest.
  Duration after(int attempts, String delivery, @Nullable Duration asked) {
    Duration spread = spread(waits.get(attempts - 1), delivery);
    if (asked == null || asked.compareTo(spread) <= 0) {
      return spread;
    }
    return asked.compareTo(longest()) < 0 ? asked : longest();
  }

  static Duration spread(Duration wait, String delivery) {
    return wait.plusMillis(wait.toMillis() / 10 * Math.floorMod(delivery.hashCode(), 100) / 100);
  }

  Duration longest() {
    return waits.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  /// From the first attempt to the last, where each is made in time.
  Duration total() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
