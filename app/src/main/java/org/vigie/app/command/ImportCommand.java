package org.vigie.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.ArchiveImports;
import org.vigie.admin.StreamsProgress;
import org.vigie.analysis.TextAnalyser;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.archive.ArchiveReport;
import org.vigie.model.SafeText;
import org.vigie.runtime.Health;
import org.vigie.runtime.settings.Settings;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie import`: imports history into the archive. Nobody is alerted.
@Command(
    name = "import",
    description = {
      "Adds history to the archive; nobody is alerted. Takes files, folders and tars of feed"
          + " documents, plain-text articles and JSON Lines.",
      "Where nobody runs, it accepts what it has read itself; importing again repeats nothing."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  /// For streams that run elsewhere, perhaps behind other work.
  private static final Duration MAX_WAIT = Duration.ofSeconds(30);

  private static final Duration MAX_WAIT_OWN_STREAMS = Duration.ofHours(6);

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
    ArchiveImports.ImportRequest request = AdminCalls.call(this::toRequest);
    try (Cluster open = cluster.open(terminal)) {
      ArchiveImports.ImportResult result =
          AdminCalls.call(
              open.connection(),
              cluster,
              terminal,
              admin -> admin.imports().importArchives(request));
      print(result);
      boolean accepted = awaitAccepted(open);
      return result.report().problems().isEmpty() && accepted ? 0 : 1;
    }
  }

  private ArchiveImports.ImportRequest toRequest() {
    ArchiveImports.ImportRequest request = new ArchiveImports.ImportRequest(archives, outlet);
    request.requireFiles();
    return request;
  }

  private void print(ArchiveImports.ImportResult result) {
    ArchiveReport report = result.report();
    printReport(terminal, "import", report);
    terminal.printLine(
        "%d reading%s of %d file%s published as run %s"
            .formatted(
                report.readings(),
                report.readings() == 1 ? "" : "s",
                report.files(),
                report.files() == 1 ? "" : "s",
                result.run()));
  }

  /// Waits until the readings are in the archive. The streams accept them; if no role runs, this
  /// command starts the streams itself.
  private boolean awaitAccepted(Cluster open) throws InterruptedException {
    Settings settings = cluster.settings(terminal);
    StreamsProgress progress =
        AdminCalls.call(
            open.connection(),
            cluster,
            terminal,
            admin ->
                admin.imports().observeStreams(settings.get(StreamsSettings.TOPOLOGY_VERSION)));
    if (!open.ownsBroker()) {
      if (!awaitAccepted(progress, MAX_WAIT, () -> {})) {
        terminal.printStatus(
            "vigie import: the streams have not accepted all of it yet; do they run?");
      }
      return true;
    }
    try (ClusterProbe probe = new ClusterProbe(open.connection());
        StreamsRole streams =
            new StreamsRole(
                open.connection(),
                probe,
                Catalogue.live(),
                new TextAnalyser(cluster.readPacks(terminal)),
                terminal.clock(),
                cluster.data(settings).resolve("streams"),
                RoleSettings.createForEmbeddedBroker(settings, cluster.data(settings)).streams())) {
      probe.start();
      streams.start();
      return awaitAccepted(progress, MAX_WAIT_OWN_STREAMS, () -> requireWorking(streams.health()));
    }
  }

  private static void requireWorking(Health health) {
    if (health.isFailed()) {
      throw new CliException("the streams have failed: " + health.cause());
    }
  }

  private boolean awaitAccepted(StreamsProgress progress, Duration atMost, Runnable check)
      throws InterruptedException {
    try {
      return progress.awaitAccepted(atMost, terminal.shutdown()::await, check);
    } catch (AdminException e) {
      return AdminCalls.call(
          () -> {
            throw e;
          });
    }
  }

  /// Prints what could not be read of an archive and whose dates are uncertain.
  static void printReport(Terminal terminal, String command, ArchiveReport report) {
    String prefix = "vigie " + command + ": ";
    report.problems().forEach(problem -> terminal.printStatus(SafeText.toLine(prefix + problem)));
    report
        .undated()
        .forEach(
            name ->
                terminal.printStatus(SafeText.toLine(prefix + name + ": undated, taken for now")));
    report
        .monthOnly()
        .forEach(
            name ->
                terminal.printStatus(
                    SafeText.toLine(
                        prefix
                            + name
                            + ": only the month or the year is known, taken for its first day")));
  }
}
