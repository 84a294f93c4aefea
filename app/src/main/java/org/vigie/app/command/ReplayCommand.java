package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.settings.Settings;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.Span;
import org.vigie.streams.Replay;
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
    subcommands = {ReplayCommand.ListAll.class, ReplayCommand.Show.class, ReplayCommand.Drop.class})
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
  private Replay.Asked asked = Replay.Asked.NOW;

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
    Span span = Span.between(from, to);
    String run = RUN.format(terminal.clock().instant());
    Packs used = packs();
    Replay.Outcome outcome =
        with(
            terminal,
            cluster,
            new Analyst(used),
            replay -> replay.run(new Replay.Request(run, span.from(), span.to(), asked)));
    print(terminal, outcome, json, new TopicLabels(used));
    return 0;
  }

  private Packs packs() {
    try {
      return packs == null ? Packs.bundled() : Packs.bundled().and(packs);
    } catch (IOException e) {
      throw new Problem("cannot read the packs of " + packs + ": " + e.getMessage(), e);
    }
  }

  private static <T> T with(
      Terminal terminal, ClusterOptions cluster, Analyst analyst, Function<Replay, T> work) {
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
      Terminal terminal, Replay.Outcome outcome, boolean json, TopicLabels labels) {
    outcome
        .alerts()
        .forEach(
            new AlertPrinter(
                terminal, json ? AlertPrinter.Form.JSON : AlertPrinter.Form.PAST, labels));
    terminal.say(
        "replay %s: %d alerts from %d item versions for %d subscription versions; not sent"
            .formatted(
                outcome.run(), outcome.alerts().size(), outcome.items(), outcome.subscriptions()));
  }

  @Command(
      name = "list",
      description = "Lists the runs that are kept.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    ListAll(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      with(terminal, cluster, Analyst.bundled(), Replay::list).forEach(terminal::print);
      return 0;
    }
  }

  @Command(
      name = "show",
      description = "Prints the alerts of a run again.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object an alert.")
    private boolean json;

    @Parameters(paramLabel = "RUN", description = "Its id.")
    private String run = "";

    Show(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Replay.Outcome outcome =
          with(terminal, cluster, Analyst.bundled(), replay -> replay.show(run));
      print(terminal, outcome, json, TopicLabels.bundled());
      return 0;
    }
  }

  @Command(
      name = "drop",
      description = "Deletes a run and its Kafka topics.",
      mixinStandardHelpOptions = true)
  static final class Drop implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "RUN", description = "Its id.")
    private String run = "";

    Drop(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      with(
          terminal,
          cluster,
          Analyst.bundled(),
          replay -> {
            replay.drop(run);
            return run;
          });
      terminal.print(run + " dropped");
      return 0;
    }
  }
}
