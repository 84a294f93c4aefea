package org.vigie.runtime.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where a process keeps its data.
///
/// @param directory of the embedded broker, the state of the streams and the logs
public record DataSettings(Path directory) {
  /// The data directory. Its default depends on the environment, see [#defaultOf].
  public static final Setting<String> DATA =
      new Setting<>(
          "data",
          "",
          SettingType.text("directory"),
          "Where the embedded broker, the state of the streams and the log live; by default"
              + " `$XDG_STATE_HOME/vigie/data` or `~/.local/state/vigie/data`.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(DATA);

  /// The data directory of the current user if none is set.
  public static String defaultOf(Map<String, String> environment) {
    return UserDirectories.state(environment).resolve("vigie/data").toString();
  }

  /// From the configuration in force.
  public static DataSettings of(Settings settings) {
    return new DataSettings(Path.of(settings.get(DATA)));
  }
}
