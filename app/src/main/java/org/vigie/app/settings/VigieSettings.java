package org.vigie.app.settings;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.console.ConsoleSettings;
import org.vigie.ingest.IngestSettings;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.channel.chat.ChatSettings;
import org.vigie.notifier.channel.email.EmailSettings;
import org.vigie.notifier.channel.file.FileSettings;
import org.vigie.notifier.channel.ntfy.NtfySettings;
import org.vigie.notifier.channel.webhook.WebhookSettings;
import org.vigie.runtime.management.ManagementSettings;
import org.vigie.runtime.settings.DataSettings;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.SettingsSchema;
import org.vigie.streams.StreamsSettings;

/// Everything that can be set: the settings of all modules, in the order of the reference.
public final class VigieSettings {
  /// The schema. To add settings of a module, add its list here.
  public static final SettingsSchema SCHEMA =
      SettingsSchema.of(
          DataSettings.SETTINGS,
          KafkaSettings.SETTINGS,
          ManagementSettings.SETTINGS,
          ConsoleSettings.SETTINGS,
          TopicPackSettings.SETTINGS,
          ZoneSettings.SETTINGS,
          IngestSettings.SETTINGS,
          StreamsSettings.SETTINGS,
          NotifierSettings.SETTINGS,
          WebhookSettings.SETTINGS,
          EmailSettings.SETTINGS,
          NtfySettings.SETTINGS,
          ChatSettings.SETTINGS,
          FileSettings.SETTINGS);

  private VigieSettings() {}

  /// Reads the configuration of this process.
  ///
  /// @param file the file that was asked for; null looks in the usual places
  /// @param environment the environment variables
  /// @throws org.vigie.runtime.settings.SettingsException naming the place of what cannot be read
  public static Settings read(@Nullable Path file, Map<String, String> environment) {
    return SCHEMA
        .withProcessDefault(DataSettings.DATA, DataSettings.defaultOf(environment))
        .read(file, environment);
  }
}
