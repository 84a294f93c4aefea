package org.vigie.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.analysis.Analyst;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.pipeline.Senders;
import org.vigie.app.settings.Settings;
import org.vigie.app.terminal.LogSetup;
import org.vigie.app.terminal.Problem;
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
  private interface Running extends AutoCloseable {
    boolean ready();

    /// Throws where it has failed for good.
    void check();

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
        Cluster.find(cluster.bootstrapServers, data, settings)
            .orElseThrow(
                () ->
                    new Problem(
                        "which cluster? give --bootstrap-servers or KAFKA_BOOTSTRAP_SERVERS;"
                            + " no broker runs on "
                            + data));
    LogSetup.toFile(data.resolve("vigie-" + role + ".log"));
    new TopicAdmin(connection).prepare(Catalogue.live());
    try (ReadyFile ready = new ReadyFile(data.resolve(role + ".ready"), terminal.clock());
        Running running = start(connection, RoleSettings.cluster(settings, data))) {
      watch(running, connection, ready);
    }
    return 0;
  }

  private Running start(KafkaConnection connection, RoleSettings settings) {
    return switch (role) {
      case INGEST -> ingest(connection, settings);
      case STREAMS -> streams(connection, settings);
      case NOTIFIER -> notifier(connection, settings);
    };
  }

  private void watch(Running running, KafkaConnection connection, ReadyFile ready)
      throws InterruptedException {
    boolean told = false;
    while (!terminal.stop().await(LOOK)) {
      running.check();
      if (running.ready()) {
        ready.touch();
        if (!told) {
          told = true;
          terminal.say("vigie " + role + ": ready on " + connection);
        }
      }
    }
    terminal.say("vigie " + role + ": stopping");
  }

  private Running ingest(KafkaConnection connection, RoleSettings settings) {
    settings.lackOfContact().ifPresent(lack -> terminal.say("vigie " + role + ": " + lack));
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
    return new Running() {
      @Override
      public boolean ready() {
        return ingester.health().phase() == IngestHealth.Phase.RUNNING;
      }

      @Override
      public void check() {}

      @Override
      public void close() {
        ingester.close();
      }
    };
  }

  private Running streams(KafkaConnection connection, RoleSettings settings) {
    StreamsRole streams =
        new StreamsRole(
            connection,
            Catalogue.live(),
            Analyst.bundled(),
            terminal.clock(),
            settings.data().resolve("streams"),
            settings.streams());
    streams.start();
    return new Running() {
      @Override
      public boolean ready() {
        return streams.ready();
      }

      @Override
      public void check() {
        streams.health().throwFailure();
      }

      @Override
      public void close() {
        streams.close();
      }
    };
  }

  private Running notifier(KafkaConnection connection, RoleSettings settings) {
    AlertPrinter printer =
        new AlertPrinter(
            terminal,
            json ? AlertPrinter.Form.JSON : AlertPrinter.Form.LIVE,
            TopicLabels.bundled());
    Notifier notifier =
        new Notifier(
            settings.notifier(),
            connection,
            Senders.with(List.of(new ConsoleSender(printer)), settings, terminal.clock()),
            terminal.clock());
    notifier.start();
    return new Running() {
      @Override
      public boolean ready() {
        return notifier.isWorking();
      }

      @Override
      public void check() {
        if (notifier.ended().isCompletedExceptionally()) {
          throw new Problem(
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
