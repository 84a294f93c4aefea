package org.vigie.app.settings;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.SettingsException;

/// Which news topics there are.
///
/// @param folder of topic packs beside the bundled ones; empty for none
public record TopicPackSettings(Optional<Path> folder) {
  /// The folder of the user's own topic packs.
  public static final Setting<Optional<Path>> PACKS =
      new Setting<>(
          "packs",
          "",
          new SettingType<>("directory", TopicPackSettings::parse),
          "Topic packs beside the bundled ones, one `.yaml` file each; a pack of the same topic"
              + " replaces one. Read at the start of a role or command; all roles and commands of"
              + " one cluster need the same.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(PACKS);

  /// From the configuration in force.
  public static TopicPackSettings of(Settings settings) {
    return new TopicPackSettings(settings.get(PACKS));
  }

  private static Optional<Path> parse(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is no path", e);
    }
  }

  /// Reads the bundled packs and those of the folder.
  ///
  /// @throws org.vigie.analysis.topic.PackException naming file, key and line of a fault
  /// @throws SettingsException if the folder cannot be read
  public TopicPacks readPacks() {
    if (folder.isEmpty()) {
      return TopicPacks.bundled();
    }
    try {
      return TopicPacks.bundled().withFolder(folder.get());
    } catch (IOException e) {
      throw new SettingsException(
          PACKS.key() + ": " + folder.get() + " cannot be read as a folder of topic packs", e);
    }
  }
}
