package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.pipeline.Archive;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.Wishes;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.Span;
import org.vigie.ingest.archive.ArchiveReader;
import org.vigie.ingest.archive.ArchiveReport;
import org.vigie.ingest.archive.ArchiveSettings;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie backtest`: what a subscription would have got. In this process; nobody is alerted.
@Command(
    name = "backtest",
    description = {
      "Says what subscriptions would have been told of the archive, or of the archives that are"
          + " named: how often, with samples and the words that matched. Nobody is alerted."
    },
    mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final int SAMPLES = 20;

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--subscription",
      paramLabel = "FILE|ID",
      description =
          "A file of subscriptions (JSON: id, topics, query), or one in force; default: all in"
              + " force that are not paused.")
  private @Nullable String subscription;

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
      names = "--packs",
      paramLabel = "DIR",
      description = "Topic packs to use beside the bundled ones, which they replace by topic.")
  private @Nullable Path packs;

  @Option(names = "--json", description = "One JSON object an alert.")
  private boolean json;

  @Parameters(
      paramLabel = "ARCHIVE",
      description = "Files, folders, tars; default: the archive of the cluster.")
  private List<Path> archives = List.of();

  public BacktestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What a run works on.
  ///
  /// @param complete whether all of the archive could be read, and everybody asked
  private record Material(List<Subscription> subscriptions, List<Item> items, boolean complete) {}

  @Override
  public Integer call() {
    Span span = Span.between(from, to);
    Packs used = packs();
    Material material = sound(material());
    List<Alert> alerts =
        new Backtest(new Analyst(used), SubscriptionHistory.sinceEver(material.subscriptions()))
            .run(material.items(), span.from(), span.to());
    if (json) {
      alerts.forEach(
          new AlertPrinter(terminal, AlertPrinter.Form.JSON, (topic, language) -> topic));
    } else {
      tell(alerts, material, span, new TopicLabels(used));
    }
    return material.complete() ? 0 : 1;
  }

  private Packs packs() {
    try {
      return packs == null ? Packs.bundled() : Packs.bundled().and(packs);
    } catch (IOException e) {
      throw new Problem("cannot read the packs of " + packs + ": " + e.getMessage(), e);
    }
  }

  /// A cluster is opened only where something of it is needed.
  private Material material() {
    refuseMissingFiles();
    boolean fromFile = subscription != null && Files.isRegularFile(Path.of(subscription));
    if (fromFile && !archives.isEmpty()) {
      return fromArchives(read(Path.of(subscription)));
    }
    try (Cluster open = cluster.open(terminal);
        Wishes wishes = new Wishes(open.connection())) {
      List<Subscription> asked = fromFile ? read(Path.of(subscription)) : inForce(wishes);
      return archives.isEmpty()
          ? new Material(asked, new Archive(open.connection()).items(), true)
          : fromArchives(asked);
    }
  }

  /// Before a cluster is opened for nothing.
  private void refuseMissingFiles() {
    ImportCommand.refuseMissing(archives);
    if (subscription != null
        && (subscription.endsWith(".json") || subscription.contains("/"))
        && !Files.exists(Path.of(subscription))) {
      throw new Problem("--subscription: there is no file " + subscription);
    }
  }

  private List<Subscription> inForce(Wishes wishes) {
    if (subscription != null) {
      return List.of(wishes.subscription(subscription).with(Subscription.State.ACTIVE));
    }
    List<Subscription> active =
        wishes.newestSubscriptions().values().stream()
            .filter(one -> one.state() == Subscription.State.ACTIVE)
            .toList();
    if (active.isEmpty()) {
      throw new Problem("there is no active subscription; name a file with --subscription");
    }
    return active;
  }

  private static List<Subscription> read(Path file) {
    try {
      return SubscriptionLine.readAll(Files.readString(file)).stream()
          .map(line -> line.subscription(Instant.EPOCH).with(Subscription.State.ACTIVE))
          .toList();
    } catch (IOException | RuntimeException e) {
      throw new Problem(file + ": " + e.getMessage(), e);
    }
  }

  /// Without the subscriptions that cannot be matched, which are named. Where they were asked for,
  /// nothing is left to say.
  private Material sound(Material material) {
    SubscriptionIndex index = new SubscriptionIndex();
    material.subscriptions().forEach(index::put);
    List<Subscription> sound = new ArrayList<>(material.subscriptions());
    for (SubscriptionIndex.Fault fault : index.faults()) {
      String problem = "subscription " + fault.subscription().id() + ": " + fault.problem();
      if (subscription != null) {
        throw new Problem(problem);
      }
      terminal.say("vigie backtest: " + Terminal.clean(problem) + "; left out");
      sound.remove(fault.subscription());
    }
    return new Material(sound, material.items(), material.complete() && index.faults().isEmpty());
  }

  private Material fromArchives(List<Subscription> asked) {
    List<Reading> readings = new ArrayList<>();
    ArchiveReport report =
        new ArchiveReader(ArchiveSettings.of("backtest"), terminal.clock(), readings::add)
            .read(archives);
    ImportCommand.tell(terminal, "backtest", report);
    return new Material(asked, Backtest.items(readings), report.problems().isEmpty());
  }

  private void tell(List<Alert> alerts, Material material, Span span, TopicLabels labels) {
    alerts.stream()
        .limit(SAMPLES)
        .forEach(new AlertPrinter(terminal, AlertPrinter.Form.PAST, labels));
    if (alerts.size() > SAMPLES) {
      terminal.print("… and " + (alerts.size() - SAMPLES) + " more (--json prints all)");
    }
    terminal.print(
        "%s from %s for %s"
            .formatted(
                counted(alerts.size(), "alert"),
                counted(
                    material.items().stream().filter(item -> span.holds(item.seen())).count(),
                    "item version"),
                counted(material.subscriptions().size(), "subscription")));
    table("MONTH", alerts, alert -> Stream.of(month(alert)));
    table("SUBSCRIPTION", alerts, alert -> Stream.of(alert.subscription()));
    table("TOPIC", alerts, alert -> alert.topics().stream().map(TopicMatch::topic));
  }

  private static String counted(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private static String month(Alert alert) {
    return YearMonth.from(alert.timeline().seen().atZone(PARIS)).toString();
  }

  private void table(String head, List<Alert> alerts, Function<Alert, Stream<String>> words) {
    Map<String, Long> counts =
        alerts.stream()
            .flatMap(words)
            .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    if (!counts.isEmpty()) {
      Table table = new Table(head, "ALERTS");
      counts.forEach((word, count) -> table.row(word, count.toString()));
      table.print(terminal);
    }
  }
}
