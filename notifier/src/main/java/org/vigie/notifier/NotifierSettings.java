package org.vigie.notifier;

import java.time.Duration;
import java.util.List;
import org.vigie.notifier.delivery.DeliveryLimits;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;

/// The settings of the notifier.
///
/// @param group the consumer group that shares the alerts
/// @param backOff the waits before the second, third, … attempt, at least one; after the last
///     attempt the delivery has failed
/// @param unfinishedLimit the maximum number of unfinished deliveries; at this number no further
///     alerts are read until some have ended
/// @param attemptsPerHost the maximum number of attempts that call one host at a time
/// @param endedKept how long a delivery stays on the ledger after its end
public record NotifierSettings(
    String group,
    List<Duration> backOff,
    int unfinishedLimit,
    int attemptsPerHost,
    Duration endedKept) {
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

  /// The consumer group of the notifier.
  public static final Setting<String> GROUP =
      new Setting<>(
          "notifier.group",
          "vigie-notifier",
          SettingType.text("word"),
          "The consumer group whose members share the alerts.");

  /// The retention of the Kafka topic of alerts.
  private static final Duration ALERT_RETENTION = Duration.ofDays(30);

  /// The back-off between attempts of one delivery.
  public static final Setting<List<Duration>> BACK_OFF_WAITS =
      new Setting<>(
          "notifier.back-off",
          "5s, 5m, 30m, 2h, 5h, 10h, 10h",
          SettingType.listOf(SettingType.durationOfAtMost(ALERT_RETENTION)),
          "Waits before the second, third, … attempt of a delivery, each at most 30d; after the"
              + " last one it has failed.");

  /// The maximum number of unfinished deliveries.
  public static final Setting<Integer> UNFINISHED_LIMIT =
      new Setting<>(
          "notifier.unfinished-limit",
          "10000",
          SettingType.positiveInteger(),
          "Deliveries that may be unfinished at one time; above it no further alerts are read until"
              + " some have ended.");

  /// The maximum number of attempts that call one host at a time.
  public static final Setting<Integer> ATTEMPTS_PER_HOST =
      new Setting<>(
          "notifier.attempts-per-host",
          "32",
          SettingType.positiveInteger(),
          "Attempts that may call one host at a time, on all its paths together; 256 in all.");

  /// The retention of finished deliveries in the ledger.
  public static final Setting<Duration> ENDED_KEPT =
      new Setting<>(
          "notifier.ended-kept",
          "90d",
          SettingType.durationOfAtLeast(ALERT_RETENTION),
          "How long the ledger remembers a delivery after its end; at least as long as alerts are"
              + " kept, so that none that is read again is sent again.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS =
      List.of(GROUP, BACK_OFF_WAITS, UNFINISHED_LIMIT, ATTEMPTS_PER_HOST, ENDED_KEPT);

  /// From the configuration in force.
  public static NotifierSettings of(Settings settings) {
    return new NotifierSettings(
        settings.get(GROUP),
        settings.get(BACK_OFF_WAITS),
        settings.get(UNFINISHED_LIMIT),
        settings.get(ATTEMPTS_PER_HOST),
        settings.get(ENDED_KEPT));
  }

  /// @throws IllegalArgumentException if the group is blank, a wait is not positive, there is no
  ///     wait, or a limit is below 1
  public NotifierSettings {
    if (group.isBlank()) {
      throw new IllegalArgumentException("notifier group is missing");
    }
    backOff = List.copyOf(backOff);
    if (backOff.isEmpty() || backOff.stream().anyMatch(wait -> !wait.isPositive())) {
      throw new IllegalArgumentException(
          "notifier back-off " + backOff + " must be positive waits");
    }
    if (Math.min(unfinishedLimit, attemptsPerHost) < 1) {
      throw new IllegalArgumentException(
          "a notifier limit of " + Math.min(unfinishedLimit, attemptsPerHost) + " is below 1");
    }
  }

  DeliveryLimits toLimits() {
    return new DeliveryLimits(backOff, unfinishedLimit, attemptsPerHost, endedKept);
  }

  /// The default settings: group `vigie-notifier`, 10,000 unfinished deliveries, 32 attempts at a
  /// host, 90 days.
  public static NotifierSettings defaults() {
    return new NotifierSettings("vigie-notifier", BACK_OFF, 10_000, 32, Duration.ofDays(90));
  }
}
