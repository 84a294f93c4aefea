package org.vigie.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// The log directory of the broker, formatted as by `kafka-storage format`.
final class StorageDirectory {
  private StorageDirectory() {}

  /// Formats the directory as a new cluster unless it is formatted. The new directory is built
  /// beside the target and moved in one step, so that a kill leaves no half-formatted one. A
  /// directory with files but without `meta.properties` is refused, since a new cluster id would
  /// make its data unreadable.
  static Path formatIfNew(Path directory) {
    try {
      if (Files.exists(directory.resolve("meta.properties"))) {
        return directory;
      }
      if (Files.exists(directory) && !isEmpty(directory)) {
        throw new IllegalStateException(
            directory + " has files but no meta.properties: it is damaged, or no broker's");
      }
      format(directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the storage " + directory, e);
    }
  }

  private static void format(Path directory) throws IOException {
    Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
    delete(fresh);
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setNodeId(KafkaNode.NODE_ID)
            .setClusterId(Uuid.randomUuid().toString())
            .setReleaseVersion(MetadataVersion.latestProduction())
            .setControllerListenerName(KafkaNode.CONTROLLER_LISTENER)
            .addDirectory(fresh.toString())
            .setMetadataLogDirectory(fresh.toString());
    try {
      formatter.run();
    } catch (Exception e) {
      throw new IOException("formatting failed: " + e.getMessage(), e);
    }
    Files.deleteIfExists(directory);
    Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
