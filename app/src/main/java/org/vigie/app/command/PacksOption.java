package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.terminal.CliException;
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

  /// The bundled packs and those of a folder.
  static TopicPacks readWithFolder(Path folder) {
    try {
      return TopicPacks.bundled().withFolder(folder);
    } catch (IOException e) {
      throw new CliException(folder + " cannot be read as a folder of topic packs", e);
    }
  }
}
