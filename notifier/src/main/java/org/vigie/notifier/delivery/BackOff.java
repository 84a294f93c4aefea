package org.vigie.notifier.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The back-off between the attempts of a delivery.
///
/// @param waits the waits before the second, third, … attempt
record BackOff(List<Duration> waits) {
  /// True if no attempt follows after this number of attempts.
  boolean isExhausted(int attempts) {
    return attempts > waits.size();
  }

  /// The wait after a number of attempts: the configured wait with up to 10 % of jitter, derived
  /// from the delivery id, so that deliveries that failed together are not retried together. If the
  /// receiver asks for a longer wait, that wait, up to the longest configured one.
  ///
  /// @param attempts the number of attempts made, at least 1
  /// @param asked the wait that the receiver asked for; null if none
  Duration computeWait(int attempts, String delivery, @Nullable Duration asked) {
    Duration spread = addJitter(waits.get(attempts - 1), delivery);
    if (asked == null || asked.compareTo(spread) <= 0) {
      return spread;
    }
    return asked.compareTo(longestWait()) < 0 ? asked : longestWait();
  }

  static Duration addJitter(Duration wait, String delivery) {
    return wait.plusMillis(wait.toMillis() / 10 * Math.floorMod(delivery.hashCode(), 100) / 100);
  }

  Duration longestWait() {
    return waits.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  /// The time from the first attempt to the last, if each is made when it is due.
  Duration totalWait() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
