package org.vigie.runtime.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Merges defaults, `vigie.yaml` and the environment, the later over the earlier. Used once.
final class SettingsReader {
  static final String KAFKA = "kafka.";
  static final String KAFKA_VARIABLE = "KAFKA_";
  static final String SECRETS = "secrets.";
  static final String SECRET_VARIABLE = "VIGIE_SECRET_";
  private static final String DEFAULT = "default";

  /// Variables of the launcher script and the process that configure nothing here.
  private static final Set<String> OWN_VARIABLES =
      Set.of("VIGIE_DEBUG", "VIGIE_BUILD", "VIGIE_HEAP", "VIGIE_CONFIG");

  /// Variables of the images and scripts of Kafka that are no client settings.
  private static final Set<String> FOREIGN_KAFKA_VARIABLES =
      Set.of("KAFKA_HOME", "KAFKA_OPTS", "KAFKA_HEAP_OPTS", "KAFKA_JMX_OPTS", "KAFKA_LOG4J_OPTS");

  private final SettingsSchema schema;
  private final Map<String, Setting<?>> byKey = new LinkedHashMap<>();
  private final Map<String, Setting<?>> byVariable = new TreeMap<>();
  private final Map<String, Settings.SettingValue> entries = new LinkedHashMap<>();
  private final Map<String, Settings.SettingValue> kafka = new TreeMap<>();
  private final Map<String, Settings.SettingValue> secrets = new TreeMap<>();

  SettingsReader(SettingsSchema schema) {
    this.schema = schema;
    for (Setting<?> setting : schema.settings()) {
      byKey.put(setting.key(), setting);
      byVariable.put(setting.variable(), setting);
      put(setting, schema.defaultOf(setting), DEFAULT);
    }
  }

  Settings read(@Nullable Path file, Map<String, String> environment) {
    Path found = file != null ? existing(file) : find(environment);
    if (found != null) {
      SettingsFile.read(found).forEach((key, text) -> readKey(key, text, found.toString()));
    }
    new TreeMap<>(environment).forEach(this::readVariable);
    return finish();
  }

  /// The settings in force, each value of which can be read.
  Settings finish() {
    Settings settings = new Settings(entries, kafka, secrets);
    schema.settings().forEach(settings::get);
    return settings;
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SettingsException("there is no configuration file " + file);
    }
    return file;
  }

  private static @Nullable Path find(Map<String, String> environment) {
    String named = environment.getOrDefault("VIGIE_CONFIG", "");
    if (!named.isEmpty()) {
      return existing(Path.of(named));
    }
    Path ofUser = UserDirectories.config(environment).resolve("vigie/vigie.yaml");
    return List.of(Path.of("vigie.yaml"), ofUser).stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }

  private void readKey(String key, String text, String origin) {
    if (key.startsWith(KAFKA)) {
      kafka.put(key, new Settings.SettingValue(key, text, origin));
    } else if (key.startsWith(SECRETS)) {
      secrets.put(key.substring(SECRETS.length()), new Settings.SettingValue(key, text, origin));
    } else {
      Setting<?> setting = byKey.get(key);
      if (setting == null) {
        throw new SettingsException(
            origin + ": unknown key '" + key + "'" + Suggestions.nearest(key, byKey.keySet()));
      }
      put(setting, text, origin);
    }
  }

  private void readVariable(String name, String text) {
    if (name.startsWith(SECRET_VARIABLE)) {
      String secret = name.substring(SECRET_VARIABLE.length());
      secrets.put(secret, new Settings.SettingValue(SECRETS + secret, text, name));
    } else if (name.startsWith("VIGIE_") && !OWN_VARIABLES.contains(name)) {
      Setting<?> setting = byVariable.get(name);
      if (setting == null) {
        throw new SettingsException(
            "unknown variable " + name + Suggestions.nearest(name, byVariable.keySet()));
      }
      put(setting, text, name);
    } else if (name.startsWith(KAFKA_VARIABLE) && !FOREIGN_KAFKA_VARIABLES.contains(name)) {
      String key = KAFKA + clientSetting(name);
      kafka.put(key, new Settings.SettingValue(key, text, name));
    }
  }

  /// `KAFKA_SASL_JAAS_CONFIG` is `sasl.jaas.config`.
  private static String clientSetting(String variable) {
    return variable.substring(KAFKA_VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private void put(Setting<?> setting, String text, String origin) {
    boolean isDefault = text.isBlank() && schema.isDefaultIfBlank(setting);
    entries.put(
        setting.key(),
        new Settings.SettingValue(
            setting.key(),
            isDefault ? schema.defaultOf(setting) : text,
            isDefault ? DEFAULT : origin,
            setting.secret()));
  }
}
