package org.vigie.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RoleAssembly;
import org.vigie.app.pipeline.RoleName;
import org.vigie.app.pipeline.RoleParts;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.settings.TopicPackSettings;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.LogSetup;
import org.vigie.app.terminal.Terminal;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.runtime.settings.Settings;
import org.vigie.wire.KafkaConnection;
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
  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--json",
      description = "The console channel of the notifier prints one JSON object an alert.")
  private boolean json;

  @Option(
      names = "--allow-private-addresses",
      description = "The ingester polls feeds on loopback and private addresses too.")
  private boolean allowPrivateAddresses;

  @Parameters(paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.")
  private RoleName role = RoleName.STREAMS;

  public RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings all = cluster.settings(terminal);
    Path data = cluster.data(all);
    KafkaConnection connection = findConnection(all, data);
    LogSetup.logToFile(data.resolve("vigie-" + role + ".log"));
    RoleSettings settings =
        RoleSettings.createForCluster(all, data).allowPrivateAddresses(allowPrivateAddresses);
    if (role == RoleName.INGEST) {
      settings.ingest().findContactWarning().ifPresent(this::printNote);
    }
    try (ReadyFile ready = new ReadyFile(data.resolve(role + ".ready"), terminal.clock());
        RoleAssembly roles =
            new RoleAssembly(settings, connection, createParts(all), List.of(role));
        SideReports reports = new SideReports(terminal)) {
      roles.start();
      roles.describeManagement().ifPresent(this::printNote);
      roles.describeConsole().ifPresent(this::printNote);
      AtomicBoolean printed = new AtomicBoolean();
      roles.awaitStop(
          terminal.shutdown()::await,
          health -> {
            if (health.isReady()) {
              ready.touch();
              if (printed.compareAndSet(false, true)) {
                printNote("ready on " + connection);
                if (role == RoleName.NOTIFIER) {
                  ChannelProblems.of(settings).start(reports, terminal, connection);
                }
              }
            }
          });
      printNote("stopping");
    }
    return 0;
  }

  private KafkaConnection findConnection(Settings settings, Path data) {
    return Cluster.findConnection(cluster.bootstrapServers, data, settings)
        .orElseThrow(
            () ->
                new CliException(
                    "which cluster? give --bootstrap-servers or KAFKA_BOOTSTRAP_SERVERS;"
                        + " no broker runs on "
                        + data));
  }

  private RoleParts createParts(Settings settings) {
    if (role == RoleName.INGEST) {
      return new RoleParts(null, null, List.of(), poll -> {}, this::printNote, terminal.clock());
    }
    TopicPacks packs = TopicPackSettings.of(settings).readPacks();
    AlertPrinter printer =
        new AlertPrinter(
            terminal,
            json ? AlertPrinter.AlertFormat.JSON : AlertPrinter.AlertFormat.LIVE,
            new TopicLabels(packs),
            zone.createDisplay(settings));
    boolean classifies = role == RoleName.STREAMS || role == RoleName.CONSOLE;
    return new RoleParts(
        packs,
        classifies ? new TextAnalyser(packs) : null,
        List.of(new ConsoleSender(printer)),
        poll -> {},
        this::printNote,
        terminal.clock());
  }

  private void printNote(String words) {
    terminal.printStatus("vigie " + role + ": " + words);
  }
}
