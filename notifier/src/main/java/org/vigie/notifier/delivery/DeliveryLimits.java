package org.vigie.notifier.delivery;

import java.time.Duration;
import java.util.List;

/// The limits within which deliveries are made.
///
/// @param backOff the waits before the second, third, … attempt, at least one; after the last
///     attempt the delivery has failed
/// @param unfinishedLimit the maximum number of unfinished deliveries; at this number no further
///     alerts are read until some have ended
/// @param attemptsPerHost the maximum number of attempts that call one host at a time
/// @param endedKept how long a delivery stays on the ledger after its end
public record DeliveryLimits(
    List<Duration> backOff, int unfinishedLimit, int attemptsPerHost, Duration endedKept) {
  /// Copies the list.
  public DeliveryLimits {
    backOff = List.copyOf(backOff);
  }
}
