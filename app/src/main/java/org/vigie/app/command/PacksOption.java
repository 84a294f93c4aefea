package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.settings.TopicPackSettings;
import org.vigie.app.settings.VigieSettings;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import picocli.CommandLine.Option;

/// Which topic packs a command uses.
final class PacksOption {
  @Option(
      names = "--packs",
      paramLabel = "DIR",
      description = "Topic packs beside the bundled ones; a pack of the same topic replaces one.")
  private @Nullable Path folder;

  TopicPacks read() {
    return folder == null ? TopicPacks.bundled() : readWithFolder(folder);
  }

  /// The packs of the option, else those that are configured.
  TopicPacks readOrConfigured(Terminal terminal) {
    return folder == null
        ? TopicPackSettings.of(VigieSettings.read(null, terminal.environment())).readPacks()
        : readWithFolder(folder);
  }

  /// The bundled packs and those of a folder.
  static TopicPacks readWithFolder(Path folder) {
    try {
      return TopicPacks.bundled().withFolder(folder);
    } catch (IOException e) {
      throw new CliException(folder + " cannot be read as a folder of topic packs", e);
    }
  }
}
