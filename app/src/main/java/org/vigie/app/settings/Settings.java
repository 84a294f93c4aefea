package org.vigie.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.CliException;

/// The effective configuration: defaults, overridden by `vigie.yaml`, overridden by the
/// environment. Immutable.
///
/// Besides the table of [SettingKeys] it holds two open families: Kafka client settings (`kafka.…`
/// in the
/// file, `KAFKA_…` in the environment) and secrets (`secrets.<name>` and `VIGIE_SECRET_<NAME>_FILE`
/// name a file, `VIGIE_SECRET_<NAME>` holds the secret itself).
public final class Settings {
  private static final String DEFAULT = "default";
  private static final String KAFKA = "kafka.";
  private static final String KAFKA_VARIABLE = "KAFKA_";
  private static final String SECRETS = "secrets.";
  private static final String SECRET_VARIABLE = "VIGIE_SECRET_";
  private static final String SECRET_FILE = "_FILE";

  /// Variables of the launcher script and the process that are not settings.
  private static final Set<String> OWN_VARIABLES =
      Set.of("VIGIE_DEBUG", "VIGIE_BUILD", "VIGIE_HEAP", "VIGIE_CONFIG");

  /// Variables of Kafka's images and scripts that are not client settings.
  private static final Set<String> FOREIGN_KAFKA_VARIABLES =
      Set.of("KAFKA_HOME", "KAFKA_OPTS", "KAFKA_HEAP_OPTS", "KAFKA_JMX_OPTS", "KAFKA_LOG4J_OPTS");

  private final Map<String, SettingValue> entries;
  private final Map<String, SettingValue> kafka;
  private final Map<String, SettingValue> secrets;

  private Settings(
      Map<String, SettingValue> entries,
      Map<String, SettingValue> kafka,
      Map<String, SettingValue> secrets) {
    this.entries = entries;
    this.kafka = kafka;
    this.secrets = secrets;
  }

  /// A value and its origin.
  ///
  /// @param path in the file
  /// @param text the value as written
  /// @param origin `default`, the file, or the variable
  public record SettingValue(String path, String text, String origin) {
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

    /// Masks secrets.
    @Override
    public String toString() {
      return path + "=" + maskedText() + " (" + origin + ")";
    }

    /// The value for printing: `***` if its path names a secret.
    public String maskedText() {
      String lower = path.toLowerCase(Locale.ROOT);
      return SECRET_WORDS.stream().anyMatch(lower::contains) ? "***" : text;
    }
  }

  /// Reads the configuration of this process.
  ///
  /// @param file the file that was asked for; null looks for the one that `VIGIE_CONFIG` names,
  ///     then for `vigie.yaml` in the working directory and in `~/.config/vigie`
  /// @throws Problem naming the place of what cannot be read
  public static Settings read(@Nullable Path file, Map<String, String> environment) {
    Path found = file != null ? requireFile(file) : findFile(environment);
    Map<String, SettingValue> entries = new LinkedHashMap<>();
    Map<String, SettingValue> kafka = new TreeMap<>();
    Map<String, SettingValue> secrets = new TreeMap<>();
    for (SettingKey<?> key : SettingKeys.all()) {
      entries.put(key.path(), new SettingValue(key.path(), key.defaultText(), DEFAULT));
    }
    Path data =
        UserDirectories.find(environment, "XDG_STATE_HOME", ".local/state").resolve("vigie/data");
    SettingValue usualData = new SettingValue(SettingKeys.DATA.path(), data.toString(), DEFAULT);
    entries.put(SettingKeys.DATA.path(), usualData);
    if (found != null) {
      SettingsFile.read(found)
          .forEach(
              (path, text) ->
                  addValue(
                      new SettingValue(path, text, found.toString()), entries, kafka, secrets));
    }
    applyEnvironment(environment, entries, kafka, secrets);
    // An empty path would be the working directory, which an empty variable does not mean.
    entries.computeIfPresent(
        SettingKeys.DATA.path(), (path, entry) -> entry.text().isBlank() ? usualData : entry);
    Settings settings = new Settings(entries, kafka, secrets);
    SettingKeys.all().forEach(settings::get);
    return settings;
  }

  private static Path requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CliException("there is no configuration file " + file);
    }
    return file;
  }

  private static @Nullable Path findFile(Map<String, String> environment) {
    String named = environment.getOrDefault("VIGIE_CONFIG", "");
    if (!named.isEmpty()) {
      return requireFile(Path.of(named));
    }
    Path home =
        UserDirectories.find(environment, "XDG_CONFIG_HOME", ".config").resolve("vigie/vigie.yaml");
    return List.of(Path.of("vigie.yaml"), home).stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }

  private static void addValue(
      SettingValue entry,
      Map<String, SettingValue> entries,
      Map<String, SettingValue> kafka,
      Map<String, SettingValue> secrets) {
    String path = entry.path();
    if (path.startsWith(KAFKA)) {
      kafka.put(path, entry);
    } else if (path.startsWith(SECRETS)) {
      secrets.put(path.substring(SECRETS.length()), entry);
    } else if (entries.containsKey(path)) {
      entries.put(path, entry);
    } else {
      throw new CliException(
          entry.origin()
              + ": unknown key '"
              + path
              + "'"
              + Suggestions.suggestNearest(path, entries.keySet()));
    }
  }

  private static void applyEnvironment(
      Map<String, String> environment,
      Map<String, SettingValue> entries,
      Map<String, SettingValue> kafka,
      Map<String, SettingValue> secrets) {
    Map<String, SettingKey<?>> byVariable = new TreeMap<>();
    SettingKeys.all().forEach(key -> byVariable.put(key.toVariable(), key));
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(SECRET_VARIABLE)) {
                String secret = name.substring(SECRET_VARIABLE.length());
                secrets.put(secret, new SettingValue(SECRETS + secret, value, name));
              } else if (name.startsWith("VIGIE_") && !OWN_VARIABLES.contains(name)) {
                SettingKey<?> key = byVariable.get(name);
                if (key == null) {
                  throw new CliException(
                      "unknown variable "
                          + name
                          + Suggestions.suggestNearest(name, byVariable.keySet()));
                }
                entries.put(key.path(), new SettingValue(key.path(), value, name));
              } else if (name.startsWith(KAFKA_VARIABLE)
                  && !FOREIGN_KAFKA_VARIABLES.contains(name)) {
                String path = KAFKA + toClientSetting(name);
                kafka.put(path, new SettingValue(path, value, name));
              }
            });
  }

  /// `KAFKA_SASL_JAAS_CONFIG` is `sasl.jaas.config`.
  private static String toClientSetting(String variable) {
    return variable.substring(KAFKA_VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /// The value of a key.
  ///
  /// @throws Problem naming the place of a value that cannot be read
  public <T> T get(SettingKey<T> key) {
    SettingValue entry = entries.get(key.path());
    if (entry == null) {
      throw new IllegalArgumentException(key.path() + " is not in the table");
    }
    try {
      return key.parser().apply(entry.text());
    } catch (IllegalArgumentException e) {
      throw new CliException(entry.origin() + ": " + key.path() + ": " + e.getMessage(), e);
    }
  }

  /// The Kafka client settings by their own names, such as `security.protocol`.
  public Map<String, String> kafkaSettings() {
    Map<String, String> settings = new TreeMap<>();
    kafka.forEach((path, entry) -> settings.put(path.substring(KAFKA.length()), entry.text()));
    return settings;
  }

  /// The Kafka client settings that the file sets, with their origin.
  public List<SettingValue> listKafkaFileSettings() {
    return kafka.values().stream()
        .filter(entry -> !entry.origin().startsWith(KAFKA_VARIABLE))
        .toList();
  }

  /// The data directory.
  public Path dataDirectory() {
    return Path.of(get(SettingKeys.DATA));
  }

  /// The secret of this name: the value of `VIGIE_SECRET_<NAME>`, else the content of the file that
  /// `VIGIE_SECRET_<NAME>_FILE` or `secrets.<name>` names; empty if none is set. Files are read
  /// again at each call.
  ///
  /// @throws Problem if the file cannot be read; the message contains no secret
  public Optional<String> findSecret(String name) {
    String variable = name.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    SettingValue given = secrets.get(variable);
    if (given != null && given.origin().startsWith(SECRET_VARIABLE)) {
      return Optional.of(given.text());
    }
    SettingValue file = secrets.getOrDefault(variable + SECRET_FILE, secrets.get(name));
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(Path.of(file.text())).strip());
    } catch (IOException | InvalidPathException e) {
      throw new CliException(
          "cannot read the file of secret '%s': %s"
              .formatted(name, e instanceof IOException ? e.getClass().getSimpleName() : "no path"),
          e);
    }
  }

  /// All effective values: the table in its order, then Kafka client settings, then secrets.
  public List<SettingValue> listAll() {
    List<SettingValue> all = new ArrayList<>(entries.values());
    all.addAll(kafka.values());
    new TreeSet<>(secrets.keySet())
        .forEach(
            name -> {
              SettingValue entry = secrets.getOrDefault(name, new SettingValue(name, "", ""));
              all.add(new SettingValue(SECRETS + name, entry.text(), entry.origin()));
            });
    return all;
  }
}
