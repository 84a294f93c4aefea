package org.vigie.app.command;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.pipeline.StreamsProgress;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.archive.ArchiveReport;
import org.vigie.ingest.archive.ArchiveSettings;
import org.vigie.ingest.archive.Importer;
import org.vigie.model.Outlet;
import org.vigie.runtime.Health;
import org.vigie.runtime.settings.Settings;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie import`: history into the archive. Nobody is alerted.
@Command(
    name = "import",
    description = {
      "Adds history to the archive; nobody is alerted. Takes files, folders and tars of feed"
          + " documents, plain-text articles and JSON Lines.",
      "Where nobody runs, it accepts what it has read itself; importing again repeats nothing."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("'import-'yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /// For streams that run elsewhere, perhaps behind other work.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LONG_PATIENCE = Duration.ofHours(6);

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--outlet",
      paramLabel = "NAME",
      description = "Who published all of it; default: found out for each document.")
  private @Nullable String outlet;

  @Parameters(arity = "1..*", paramLabel = "ARCHIVE", description = "Files, folders, tars.")
  private List<Path> archives = List.of();

  public ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireFiles(archives);
    String run = RUN.format(terminal.clock().instant());
    try (Cluster open = cluster.open(terminal);
        RequestStore wishes = new RequestStore(open.connection())) {
      Map<URI, Outlet> known = new HashMap<>();
      wishes.readFeeds().forEach(feed -> known.put(feed.address(), feed.outlet()));
      ArchiveReport report =
          new Importer(open.connection(), Catalogue.live(), terminal.clock())
              .importArchives(
                  archives,
                  new ArchiveSettings(outlet == null ? null : Outlet.named(outlet), known, run));
      printReport(terminal, "import", report);
      terminal.printLine(
          "%d reading%s of %d file%s published as run %s"
              .formatted(
                  report.readings(),
                  report.readings() == 1 ? "" : "s",
                  report.files(),
                  report.files() == 1 ? "" : "s",
                  run));
      boolean accepted = awaitAccepted(open);
      return report.problems().isEmpty() && accepted ? 0 : 1;
    }
  }

  /// Readings are in the archive once the streams have accepted them; where nobody runs, this
  /// command does it.
  private boolean awaitAccepted(Cluster open) throws InterruptedException {
    Settings settings = cluster.settings(terminal);
    StreamsProgress acceptance =
        new StreamsProgress(open.connection(), settings.get(StreamsSettings.TOPOLOGY_VERSION));
    if (!open.ownsBroker()) {
      boolean done = acceptance.awaitAccepted(PATIENCE, terminal.shutdown(), () -> {});
      if (!done) {
        terminal.printStatus(
            "vigie import: the streams have not accepted all of it yet; do they run?");
      }
      return true;
    }
    try (StreamsRole streams =
        new StreamsRole(
            open.connection(),
            Catalogue.live(),
            new TextAnalyser(cluster.readPacks(terminal)),
            terminal.clock(),
            cluster.data(settings).resolve("streams"),
            RoleSettings.createForEmbeddedBroker(settings, cluster.data(settings)).streams())) {
      streams.start();
      return acceptance.awaitAccepted(
          LONG_PATIENCE, terminal.shutdown(), () -> requireWorking(streams.health()));
    }
  }

  private static void requireWorking(Health health) {
    if (health.isFailed()) {
      throw new CliException("the streams have failed: " + health.cause());
    }
  }

  /// @throws Problem naming the first that is not there
  static void requireFiles(List<Path> archives) {
    archives.stream()
        .filter(Files::notExists)
        .findFirst()
        .ifPresent(
            missing -> {
              throw new CliException("there is no file or folder " + missing);
            });
  }

  /// Says what was not quite in order with an archive.
  static void printReport(Terminal terminal, String command, ArchiveReport report) {
    String prefix = "vigie " + command + ": ";
    report.problems().forEach(problem -> terminal.printStatus(Terminal.sanitize(prefix + problem)));
    report
        .undated()
        .forEach(
            name ->
                terminal.printStatus(
                    Terminal.sanitize(prefix + name + ": undated, taken for now")));
    report
        .monthOnly()
        .forEach(
            name ->
                terminal.printStatus(
                    Terminal.sanitize(
                        prefix + name + ": only the month is known, taken for its first")));
  }
}
