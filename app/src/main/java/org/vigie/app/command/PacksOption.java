package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.terminal.Problem;
import picocli.CommandLine.Option;

/// Which topic packs a command uses.
final class PacksOption {
  @Option(
      names = "--packs",
      paramLabel = "DIR",
      description = "Topic packs beside the bundled ones; a pack of the same topic replaces one.")
  private @Nullable Path folder;

  Packs read() {
    return folder == null ? Packs.bundled() : with(folder);
  }

  /// The bundled packs and those of a folder.
  static Packs with(Path folder) {
    try {
      return Packs.bundled().and(folder);
    } catch (IOException e) {
      throw new Problem(folder + " cannot be read as a folder of topic packs", e);
    }
  }
}
