package org.vigie.runtime.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The configuration in force: defaults, then `vigie.yaml`, then the environment. Immutable. Made
/// by [SettingsSchema#read].
///
/// Beside the settings of the schema it holds two open families: client settings of Kafka
/// (`kafka.…` in the file, `KAFKA_…` in the environment) and secrets (`secrets.<name>` and
/// `VIGIE_SECRET_<NAME>_FILE` name a file, `VIGIE_SECRET_<NAME>` holds the secret itself).
public final class Settings {
  private static final String SECRET_FILE = "_FILE";

  private final Map<String, SettingValue> entries;
  private final Map<String, SettingValue> kafka;
  private final Map<String, SettingValue> secrets;

  Settings(
      Map<String, SettingValue> entries,
      Map<String, SettingValue> kafka,
      Map<String, SettingValue> secrets) {
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    this.kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
    this.secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
  }

  /// A value and where it came from.
  ///
  /// @param key the place in the file
  /// @param text the value as written
  /// @param origin `default`, the file, or the variable
  /// @param secret whether its setting is declared a secret
  public record SettingValue(String key, String text, String origin, boolean secret) {
    private static final Set<String> SECRET_WORDS =
        Set.of(
            "password",
            "secret",
            "jaas",
            "token",
            "key.pem",
            "keystore.key",
            "private.key",
            "credential");

    /// An entry of which only the key says whether it is a secret.
    public SettingValue(String key, String text, String origin) {
      this(key, text, origin, false);
    }

    /// Shows no secret.
    @Override
    public String toString() {
      return key + "=" + shown() + " (" + origin + ")";
    }

    /// The value for showing: stars if its setting or its key says that it is a secret.
    public String shown() {
      String lower = key.toLowerCase(Locale.ROOT);
      return secret || SECRET_WORDS.stream().anyMatch(lower::contains) ? "***" : text;
    }
  }

  /// The value of a setting.
  ///
  /// @throws SettingsException naming the place of a value that cannot be read
  /// @throws IllegalArgumentException if the setting is not in the schema
  public <T> T get(Setting<T> setting) {
    SettingValue entry = entries.get(setting.key());
    if (entry == null) {
      throw new IllegalArgumentException(setting.key() + " is not in the schema");
    }
    try {
      return setting.type().parser().apply(entry.text());
    } catch (IllegalArgumentException e) {
      String reason = setting.secret() ? "the value cannot be read" : e.getMessage();
      throw new SettingsException(
          entry.origin() + ": " + setting.key() + ": " + reason, setting.secret() ? null : e);
    }
  }

  /// The client settings of Kafka by their own names, such as `security.protocol`.
  public Map<String, String> kafka() {
    Map<String, String> settings = new TreeMap<>();
    kafka.forEach(
        (key, entry) -> settings.put(key.substring(SettingsReader.KAFKA.length()), entry.text()));
    return settings;
  }

  /// Those of them that the file sets, with their place.
  public List<SettingValue> kafkaOfFile() {
    return kafka.values().stream()
        .filter(entry -> !entry.origin().startsWith(SettingsReader.KAFKA_VARIABLE))
        .toList();
  }

  /// The secret of this name: the value of `VIGIE_SECRET_<NAME>`, else what is in the file that
  /// `VIGIE_SECRET_<NAME>_FILE` or `secrets.<name>` names. Files are read anew at each call.
  ///
  /// @throws SettingsException if the file cannot be read; the message holds no secret
  public Optional<String> secret(String name) {
    String variable = toSuffix(name);
    SettingValue given = secrets.get(variable);
    if (given != null && given.origin().startsWith(SettingsReader.SECRET_VARIABLE)) {
      return Optional.of(given.text());
    }
    SettingValue file = secrets.getOrDefault(variable + SECRET_FILE, secrets.get(name));
    return file == null ? Optional.empty() : Optional.of(readSecret(name, file.text()));
  }

  private static String toSuffix(String name) {
    return name.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /// The variable that holds the secret of this name: `VIGIE_SECRET_<NAME>`.
  public static String secretVariable(String name) {
    return SettingsReader.SECRET_VARIABLE + toSuffix(name);
  }

  private static String readSecret(String name, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(
          "cannot read the file of secret '%s': %s"
              .formatted(name, e instanceof IOException ? e.getClass().getSimpleName() : "no path"),
          e);
    }
  }

  /// Everything in force: the settings in the order of the schema, then Kafka's, then the secrets.
  public List<SettingValue> all() {
    List<SettingValue> all = new ArrayList<>(entries.values());
    all.addAll(kafka.values());
    secrets.forEach(
        (name, entry) ->
            all.add(new SettingValue(SettingsReader.SECRETS + name, entry.text(), entry.origin())));
    return all;
  }
}
