package org.vigie.runtime.settings;

import java.nio.file.Path;
import java.util.Map;

/// The directories of the current user as the XDG base directory specification defines them.
public final class UserDirectories {
  private UserDirectories() {}

  /// Where configuration lies: `$XDG_CONFIG_HOME`, else `~/.config`.
  public static Path config(Map<String, String> environment) {
    return find(environment, "XDG_CONFIG_HOME", ".config");
  }

  /// Where state lies: `$XDG_STATE_HOME`, else `~/.local/state`.
  public static Path state(Map<String, String> environment) {
    return find(environment, "XDG_STATE_HOME", ".local/state");
  }

  private static Path find(Map<String, String> environment, String variable, String fallback) {
    String named = environment.getOrDefault(variable, "");
    // The specification has relative paths ignored.
    return !named.isEmpty() && Path.of(named).isAbsolute()
        ? Path.of(named)
        : Path.of(System.getProperty("user.home"), fallback);
  }
}
