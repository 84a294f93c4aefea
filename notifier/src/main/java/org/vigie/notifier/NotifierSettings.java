package org.vigie.notifier;

import java.time.Duration;
import java.util.List;

/// How the notifier works.
///
/// @param group the consumer group that shares the alerts
/// @param backOff waits before the second, third, … attempt; after the last one the delivery has
///     failed. At least one
/// @param unfinishedLimit deliveries that may be unfinished at one time; above it no further alerts
///     are read until some have ended
/// @param endedKept how long the ledger remembers a delivery after its end
public record NotifierSettings(
    String group, List<Duration> backOff, int unfinishedLimit, Duration endedKept) {
  /// The waits that Standard Webhooks recommends, about 28 hours in all.
  public static final List<Duration> BACK_OFF =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  /// Refuses a limit of nothing and waits that are none.
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

  /// What is in force unless configured otherwise.
  public static NotifierSettings defaults() {
    return new NotifierSettings("vigie-notifier", BACK_OFF, 10_000, Duration.ofDays(90));
  }
}
