package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.TimeRange;
import org.vigie.runtime.settings.Settings;
import org.vigie.streams.replay.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie replay`: a part of the archive through the real topology. Nobody is alerted.
@Command(
    name = "replay",
    description = {
      "Runs a part of the archive through the real topology, beside live traffic, and prints the"
          + " alerts it raises. Nobody is alerted."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ReplayCommand.ListReplays.class,
      ReplayCommand.ShowReplay.class,
      ReplayCommand.DropReplay.class
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "First unit, such as 2025-02; Europe/Paris where no zone is given.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Last unit, such as 2025-08: up to the end of 31 August.")
  private @Nullable String to;

  @Option(
      names = "--subscriptions",
      paramLabel = "THEN|NOW",
      description = "Those in force at the time (then), or today's as if for ever (now, default).")
  private Replay.SubscriptionsAsOf asked = Replay.SubscriptionsAsOf.NOW;

  @Option(
      names = "--packs",
      paramLabel = "DIR",
      description = "Topic packs to use beside the bundled ones, which they replace by topic.")
  private @Nullable Path packs;

  @Option(names = "--json", description = "One JSON object an alert.")
  private boolean json;

  public ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    TimeRange span = TimeRange.parseRange(from, to);
    String run = RUN.format(terminal.clock().instant());
    TopicPacks used = readPacks();
    Replay.ReplayResult outcome =
        runWithReplay(
            terminal,
            cluster,
            new TextAnalyser(used),
            replay -> replay.run(new Replay.ReplayRequest(run, span.from(), span.to(), asked)));
    print(terminal, outcome, json, new TopicLabels(used));
    return 0;
  }

  private TopicPacks readPacks() {
    try {
      return packs == null ? TopicPacks.bundled() : TopicPacks.bundled().withFolder(packs);
    } catch (IOException e) {
      throw new CliException("cannot read the packs of " + packs + ": " + e.getMessage(), e);
    }
  }

  private static <T> T runWithReplay(
      Terminal terminal, ClusterOptions cluster, TextAnalyser analyst, Function<Replay, T> work) {
    Settings settings = cluster.settings(terminal);
    try (Cluster open = cluster.open(terminal)) {
      return work.apply(
          new Replay(
              open.connection(),
              analyst,
              terminal.clock(),
              cluster.data(settings).resolve("replay")));
    }
  }

  private static void print(
      Terminal terminal, Replay.ReplayResult outcome, boolean json, TopicLabels labels) {
    outcome
        .alerts()
        .forEach(
            new AlertPrinter(
                terminal,
                json ? AlertPrinter.AlertFormat.JSON : AlertPrinter.AlertFormat.PAST,
                labels));
    terminal.printStatus(
        "replay %s: %d alerts from %d item versions for %d subscription versions; not sent"
            .formatted(
                outcome.run(), outcome.alerts().size(), outcome.items(), outcome.subscriptions()));
  }

  @Command(
      name = "list",
      description = "Lists the runs that are kept.",
      mixinStandardHelpOptions = true)
  static final class ListReplays implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    ListReplays(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      runWithReplay(terminal, cluster, TextAnalyser.bundled(), Replay::listRuns)
          .forEach(terminal::printLine);
      return 0;
    }
  }

  @Command(
      name = "show",
      description = "Prints the alerts of a run again.",
      mixinStandardHelpOptions = true)
  static final class ShowReplay implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object an alert.")
    private boolean json;

    @Parameters(paramLabel = "RUN", description = "Its id.")
    private String run = "";

    ShowReplay(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Replay.ReplayResult outcome =
          runWithReplay(
              terminal, cluster, TextAnalyser.bundled(), replay -> replay.readResult(run));
      print(terminal, outcome, json, TopicLabels.bundled());
      return 0;
    }
  }

  @Command(
      name = "drop",
      description = "Deletes a run and its Kafka topics.",
      mixinStandardHelpOptions = true)
  static final class DropReplay implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "RUN", description = "Its id.")
    private String run = "";

    DropReplay(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      runWithReplay(
          terminal,
          cluster,
          TextAnalyser.bundled(),
          replay -> {
            replay.dropRun(run);
            return run;
          });
      terminal.printLine(run + " dropped");
      return 0;
    }
  }
}
