package org.vigie.runtime.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that can be set in a process: the settings of its modules, in the order of the
/// reference. Immutable.
public final class SettingsSchema {
  private final List<Setting<?>> settings;
  private final Map<String, String> processDefaults;

  private SettingsSchema(List<Setting<?>> settings, Map<String, String> processDefaults) {
    this.settings = settings;
    this.processDefaults = processDefaults;
  }

  /// Joins the settings of several modules.
  ///
  /// @throws IllegalArgumentException if two of them have the same key or variable
  @SafeVarargs
  public static SettingsSchema of(List<? extends Setting<?>>... modules) {
    List<Setting<?>> all = new ArrayList<>();
    for (List<? extends Setting<?>> module : modules) {
      all.addAll(module);
    }
    Set<String> variables = new HashSet<>();
    for (Setting<?> setting : all) {
      // The variable is made of the key, so one key declared twice is found as well.
      if (!variables.add(setting.variable())) {
        throw new IllegalArgumentException(setting.key() + " is declared twice");
      }
    }
    return new SettingsSchema(List.copyOf(all), Map.of());
  }

  /// The same with a default that is known at the start of the process only, such as a directory
  /// of the user. It is also in force if the setting is given and left blank. The reference goes on
  /// showing the declared default.
  ///
  /// @throws IllegalArgumentException if the setting is not in this schema
  public SettingsSchema withProcessDefault(Setting<?> setting, String text) {
    if (!settings.contains(setting)) {
      throw new IllegalArgumentException(setting.key() + " is not in the schema");
    }
    Map<String, String> defaults = new LinkedHashMap<>(processDefaults);
    defaults.put(setting.key(), text);
    return new SettingsSchema(settings, Map.copyOf(defaults));
  }

  /// Reads the configuration of this process and checks every value.
  ///
  /// @param file the file that was asked for; null looks for the one that `VIGIE_CONFIG` names,
  ///     then for `vigie.yaml` in the working directory and in `~/.config/vigie`
  /// @param environment the environment variables
  /// @throws SettingsException naming the place of what cannot be read
  public Settings read(@Nullable Path file, Map<String, String> environment) {
    return new SettingsReader(this).read(file, environment);
  }

  /// The defaults alone.
  public Settings defaults() {
    return new SettingsReader(this).finish();
  }

  /// The settings in the order in which they were declared.
  public List<Setting<?>> settings() {
    return settings;
  }

  /// The default that is in force in this process.
  String defaultOf(Setting<?> setting) {
    return processDefaults.getOrDefault(setting.key(), setting.fallback());
  }

  /// True if a blank value means the default.
  boolean isDefaultIfBlank(Setting<?> setting) {
    return processDefaults.containsKey(setting.key());
  }
}
