package org.vigie.notifier.channel.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;

/// Where the files of alerts are.
///
/// @param directory created if it does not exist; empty if no files are to be written
public record FileSettings(Optional<Path> directory) {
  /// The directory of the files.
  public static final Setting<Optional<Path>> DIRECTORY =
      new Setting<>(
          "file.directory",
          "",
          new SettingType<>("directory", FileSettings::parse),
          "Where the channel `file` writes; made if it does not exist. Without it nothing is"
              + " written, and what is to be waits.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(DIRECTORY);

  /// From the configuration in force.
  public static FileSettings of(Settings settings) {
    return new FileSettings(settings.get(DIRECTORY));
  }

  private static Optional<Path> parse(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is no path", e);
    }
  }
}
