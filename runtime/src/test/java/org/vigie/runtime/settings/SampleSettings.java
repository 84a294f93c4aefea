package org.vigie.runtime.settings;

import java.time.Duration;
import java.util.List;

/// Settings as the modules of a process would declare them.
final class SampleSettings {
  static final Setting<String> DATA =
      new Setting<>("data", "", SettingType.text("directory"), "Where data lies.");
  static final Setting<Boolean> INGEST_ALLOW_PRIVATE_ADDRESSES =
      new Setting<>(
          "ingest.allow-private-addresses", "false", SettingType.bool(), "Whether feeds may.");
  static final Setting<Duration> ALERT_MAX_AGE =
      new Setting<>("alert.max-age", "48h", SettingType.duration(), "How old news may be.");
  static final Setting<List<Duration>> NOTIFIER_BACK_OFF =
      new Setting<>(
          "notifier.back-off",
          "5s, 5m",
          SettingType.listOf(SettingType.durationOfAtMost(Duration.ofDays(30))),
          "Waits between attempts.");
  static final Setting<Duration> NOTIFIER_ENDED_KEPT =
      new Setting<>(
          "notifier.ended-kept",
          "90d",
          SettingType.durationOfAtLeast(Duration.ofDays(30)),
          "How long ended deliveries are kept.");
  static final Setting<Integer> NOTIFIER_UNFINISHED_LIMIT =
      new Setting<>(
          "notifier.unfinished-limit", "10000", SettingType.positiveInteger(), "How many at once.");
  static final Setting<Duration> WEBHOOK_DEADLINE =
      new Setting<>(
          "webhook.deadline",
          "15s",
          SettingType.durationOfAtMost(Duration.ofMinutes(10)),
          "How long a call may take.");
  static final Setting<Boolean> WEBHOOK_ALLOW_PRIVATE_ADDRESSES =
      new Setting<>(
          "webhook.allow-private-addresses", "false", SettingType.bool(), "Whether webhooks may.");

  static final SettingsSchema SCHEMA =
      SettingsSchema.of(
          List.of(DATA),
          List.of(INGEST_ALLOW_PRIVATE_ADDRESSES),
          List.of(ALERT_MAX_AGE),
          List.of(NOTIFIER_BACK_OFF, NOTIFIER_ENDED_KEPT, NOTIFIER_UNFINISHED_LIMIT),
          List.of(WEBHOOK_DEADLINE, WEBHOOK_ALLOW_PRIVATE_ADDRESSES));

  private SampleSettings() {}
}
