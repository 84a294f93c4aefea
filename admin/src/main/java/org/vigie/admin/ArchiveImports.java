package org.vigie.admin;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.archive.ArchiveReport;
import org.vigie.ingest.archive.ArchiveSettings;
import org.vigie.ingest.archive.Importer;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// Imports of history into the archive. Nobody is alerted. Thread-safe.
public final class ArchiveImports {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("'import-'yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final KafkaConnection connection;
  private final RequestStore store;
  private final InstantSource clock;

  ArchiveImports(KafkaConnection connection, RequestStore store, InstantSource clock) {
    this.connection = connection;
    this.store = store;
    this.clock = clock;
  }

  /// The request for an import.
  ///
  /// @param archives files, folders and tars of feed documents, plain-text articles and JSON Lines
  /// @param outlet the name of the publisher of all of it; null finds it for each document
  public record ImportRequest(List<Path> archives, @Nullable String outlet) {
    /// Copies the list.
    ///
    /// @throws AdminException.InvalidRequest if there is no archive or the name is blank
    public ImportRequest {
      archives = List.copyOf(archives);
      if (archives.isEmpty()) {
        throw new AdminException.InvalidRequest("archives", "no archive is named");
      }
      if (outlet != null && outlet.isBlank()) {
        throw new AdminException.InvalidRequest("outlet", "the name of the outlet is blank");
      }
    }

    /// Checks that all archives exist.
    ///
    /// @throws AdminException.NotFound naming the first that does not
    public void requireFiles() {
      ArchiveImports.requireFiles(archives);
    }
  }

  /// The result of an import.
  ///
  /// @param run the id of the import
  /// @param report what was read
  public record ImportResult(String run, ArchiveReport report) {}

  /// Publishes archives as readings of a new run. Blocks until Kafka has acknowledged all of them;
  /// the streams accept them afterwards, see [StreamsProgress].
  ///
  /// @throws AdminException.NotFound if an archive does not exist
  public ImportResult importArchives(ImportRequest request) {
    request.requireFiles();
    String run = RUN_ID.format(clock.instant());
    Map<URI, Outlet> known = new HashMap<>();
    store.readFeeds().forEach(feed -> known.put(feed.address(), feed.outlet()));
    Outlet outlet = request.outlet() == null ? null : Outlet.named(request.outlet());
    Importer importer = new Importer(connection, Catalogue.live(), clock);
    ArchiveReport report =
        KafkaCall.execute(
            () ->
                importer.importArchives(
                    request.archives(), new ArchiveSettings(outlet, known, run)));
    return new ImportResult(run, report);
  }

  /// The progress of the streams in accepting what was imported.
  ///
  /// @param version of the topology whose consumer group is observed
  public StreamsProgress observeStreams(int version) {
    return new StreamsProgress(connection, version);
  }

  /// Checks that these files or folders exist.
  ///
  /// @throws AdminException.NotFound naming the first that does not
  static void requireFiles(List<Path> archives) {
    archives.stream()
        .filter(Files::notExists)
        .findFirst()
        .ifPresent(
            missing -> {
              throw new AdminException.NotFound("there is no file or folder " + missing);
            });
  }
}
