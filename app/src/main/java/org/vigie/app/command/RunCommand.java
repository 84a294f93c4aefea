package org.vigie.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.TextAnalyser;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.pipeline.ChannelSenders;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.settings.Settings;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.LogSetup;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.IngestHealth;
import org.vigie.ingest.Ingester;
import org.vigie.notifier.ConsoleSender;
import org.vigie.notifier.Notifier;
import org.vigie.streams.StreamsRole;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie run`: one role against a cluster, until Ctrl-C.
@Command(
    name = "run",
    description = "Runs one role against a Kafka cluster, until Ctrl-C or SIGTERM.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--json",
      description = "The console channel of the notifier prints one JSON object an alert.")
  private boolean json;

  @Option(
      names = "--allow-private-addresses",
      description = "The ingester polls feeds on loopback and private addresses too.")
  private boolean allowPrivateAddresses;

  @Parameters(paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.")
  private Role role = Role.STREAMS;

  /// A part of the house that runs on its own.
  enum Role {
    INGEST("ingest"),
    STREAMS("streams"),
    NOTIFIER("notifier");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /// A role at work.
  private interface RunningRole extends AutoCloseable {
    boolean isReady();

    /// Throws where it has failed for good.
    void throwFailure();

    @Override
    void close();
  }

  public RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = cluster.settings(terminal);
    Path data = cluster.data(settings);
    KafkaConnection connection =
        Cluster.findConnection(cluster.bootstrapServers, data, settings)
            .orElseThrow(
                () ->
                    new CliException(
                        "which cluster? give --bootstrap-servers or KAFKA_BOOTSTRAP_SERVERS;"
                            + " no broker runs on "
                            + data));
    LogSetup.logToFile(data.resolve("vigie-" + role + ".log"));
    new TopicAdmin(connection).createAndCheck(Catalogue.live());
    try (ReadyFile ready = new ReadyFile(data.resolve(role + ".ready"), terminal.clock());
        RunningRole running =
            startRole(connection, RoleSettings.createForCluster(settings, data))) {
      watch(running, connection, ready);
    }
    return 0;
  }

  private RunningRole startRole(KafkaConnection connection, RoleSettings settings) {
    return switch (role) {
      case INGEST -> startIngester(connection, settings);
      case STREAMS -> startStreams(connection, settings);
      case NOTIFIER -> startNotifier(connection, settings);
    };
  }

  private void watch(RunningRole running, KafkaConnection connection, ReadyFile ready)
      throws InterruptedException {
    boolean told = false;
    while (!terminal.shutdown().await(LOOK)) {
      running.throwFailure();
      if (running.isReady()) {
        ready.touch();
        if (!told) {
          told = true;
          terminal.printStatus("vigie " + role + ": ready on " + connection);
        }
      }
    }
    terminal.printStatus("vigie " + role + ": stopping");
  }

  private RunningRole startIngester(KafkaConnection connection, RoleSettings settings) {
    settings
        .findContactWarning()
        .ifPresent(lack -> terminal.printStatus("vigie " + role + ": " + lack));
    Ingester ingester =
        new Ingester(
            connection,
            Catalogue.live(),
            allowPrivateAddresses
                ? settings.ingest().withFetch(settings.ingest().fetch().withPrivateAddresses(true))
                : settings.ingest(),
            terminal.clock(),
            poll -> {});
    ingester.start();
    return new RunningRole() {
      @Override
      public boolean isReady() {
        return ingester.health().phase() == IngestHealth.Phase.RUNNING;
      }

      @Override
      public void throwFailure() {}

      @Override
      public void close() {
        ingester.close();
      }
    };
  }

  private RunningRole startStreams(KafkaConnection connection, RoleSettings settings) {
    StreamsRole streams =
        new StreamsRole(
            connection,
            Catalogue.live(),
            TextAnalyser.bundled(),
            terminal.clock(),
            settings.data().resolve("streams"),
            settings.streams());
    streams.start();
    return new RunningRole() {
      @Override
      public boolean isReady() {
        return streams.isReady();
      }

      @Override
      public void throwFailure() {
        streams.health().throwIfFailed();
      }

      @Override
      public void close() {
        streams.close();
      }
    };
  }

  private RunningRole startNotifier(KafkaConnection connection, RoleSettings settings) {
    AlertPrinter printer =
        new AlertPrinter(
            terminal,
            json ? AlertPrinter.AlertFormat.JSON : AlertPrinter.AlertFormat.LIVE,
            TopicLabels.bundled());
    Notifier notifier =
        new Notifier(
            settings.notifier(),
            connection,
            ChannelSenders.createAll(
                List.of(new ConsoleSender(printer)), settings, terminal.clock()),
            terminal.clock());
    notifier.start();
    return new RunningRole() {
      @Override
      public boolean isReady() {
        return notifier.isWorking();
      }

      @Override
      public void throwFailure() {
        if (notifier.ended().isCompletedExceptionally()) {
          throw new CliException(
              "the notifier has failed: " + notifier.ended().exceptionNow().getMessage(),
              notifier.ended().exceptionNow());
        }
      }

      @Override
      public void close() {
        notifier.close();
      }
    };
  }
}
