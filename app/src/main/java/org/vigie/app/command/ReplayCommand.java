package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.ReplayRuns;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.streams.replay.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie replay`: runs a range of the archive through the topology. Nobody is alerted.
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
      ReplayPromotionCommands.DiffReplay.class,
      ReplayPromotionCommands.PromoteReplay.class,
      ReplayCommand.DropReplay.class
    })
public final class ReplayCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private TimeRangeOptions range = new TimeRangeOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

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
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    ReplayRuns.ReplayOrder order =
        AdminCalls.call(() -> new ReplayRuns.ReplayOrder(range.read(display.zone()), asked));
    TopicPacks used = readPacks();
    Replay.ReplayResult result =
        callReplays(terminal, cluster, replays -> replays.run(order, used));
    print(terminal, result, createPrinter(terminal, json, new TopicLabels(used), display));
    return 0;
  }

  private TopicPacks readPacks() {
    try {
      return packs == null ? TopicPacks.bundled() : TopicPacks.bundled().withFolder(packs);
    } catch (IOException e) {
      throw new CliException("cannot read the packs of " + packs + ": " + e.getMessage(), e);
    }
  }

  private static <T> T callReplays(
      Terminal terminal, ClusterOptions cluster, Function<ReplayRuns, T> work) {
    Path directory = cluster.data(cluster.settings(terminal)).resolve("replay");
    return AdminCalls.call(cluster, terminal, admin -> work.apply(admin.replays(directory)));
  }

  private static AlertPrinter createPrinter(
      Terminal terminal, boolean json, TopicLabels labels, DisplayTime display) {
    return new AlertPrinter(
        terminal,
        json ? AlertPrinter.AlertFormat.JSON : AlertPrinter.AlertFormat.PAST,
        labels,
        display);
  }

  private static void print(Terminal terminal, Replay.ReplayResult result, AlertPrinter printer) {
    result.alerts().forEach(printer);
    terminal.printStatus(
        "replay %s: %d alerts from %d item versions for %d subscription versions; not sent"
            .formatted(
                result.run(), result.alerts().size(), result.items(), result.subscriptions()));
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
      callReplays(terminal, cluster, ReplayRuns::list).forEach(terminal::printLine);
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

    @Mixin private ZoneOption zone = new ZoneOption();

    @Parameters(paramLabel = "RUN", description = "Its id.")
    private String run = "";

    ShowReplay(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      DisplayTime display = zone.createDisplay(cluster.settings(terminal));
      Replay.ReplayResult result = callReplays(terminal, cluster, replays -> replays.show(run));
      print(terminal, result, createPrinter(terminal, json, TopicLabels.bundled(), display));
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
      String dropped =
          callReplays(
              terminal,
              cluster,
              replays -> {
                replays.drop(run);
                return run;
              });
      terminal.printLine(dropped + " dropped");
      return 0;
    }
  }
}
