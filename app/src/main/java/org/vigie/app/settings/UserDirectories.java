package org.vigie.app.settings;

import java.nio.file.Path;
import java.util.Map;

/// The directories of a user, by the XDG base directory specification.
final class UserDirectories {
  private UserDirectories() {}

  /// The directory that `variable` names, else `fallback` in the home directory.
  static Path find(Map<String, String> environment, String variable, String fallback) {
    String named = environment.getOrDefault(variable, "");
    // The specification requires relative paths to be ignored.
    return !named.isEmpty() && Path.of(named).isAbsolute()
        ? Path.of(named)
        : Path.of(System.getProperty("user.home"), fallback);
  }
}
