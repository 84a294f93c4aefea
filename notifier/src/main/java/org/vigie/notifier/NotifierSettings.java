package org.vigie.notifier;

import java.time.Duration;
import java.util.List;
import org.vigie.notifier.delivery.DeliveryLimits;

/// The settings of the notifier.
///
/// @param group the consumer group that shares the alerts
/// @param backOff the waits before the second, third, … attempt, at least one; after the last
///     attempt the delivery has failed
/// @param unfinishedLimit the maximum number of unfinished deliveries; at this number no further
///     alerts are read until some have ended
/// @param endedKept how long a delivery stays on the ledger after its end
public record NotifierSettings(
    String group, List<Duration> backOff, int unfinishedLimit, Duration endedKept) {
  /// The waits that Standard Webhooks recommends, about 28 hours in total.
  public static final List<Duration> BACK_OFF =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  /// @throws IllegalArgumentException if the group is blank, a wait is not positive, there is no
  ///     wait, or the limit is below 1
  public NotifierSettings {
    if (group.isBlank()) {
      throw new IllegalArgumentException("notifier group is missing");
    }
    backOff = List.copyOf(backOff);
    if (backOff.isEmpty() || backOff.stream().anyMatch(wait -> !wait.isPositive())) {
      throw new IllegalArgumentException(
          "notifier back-off " + backOff + " must be positive waits");
    }
    if (unfinishedLimit < 1) {
      throw new IllegalArgumentException("notifier limit " + unfinishedLimit + " is below 1");
    }
  }

  DeliveryLimits toLimits() {
    return new DeliveryLimits(backOff, unfinishedLimit, endedKept);
  }

  /// The default settings: group `vigie-notifier`, 10,000 unfinished deliveries, 90 days.
  public static NotifierSettings defaults() {
    return new NotifierSettings("vigie-notifier", BACK_OFF, 10_000, Duration.ofDays(90));
  }
}
