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
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.ItemArchive;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.TimeRange;
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
  private record BacktestInput(
      List<Subscription> subscriptions, List<Item> items, boolean complete) {}

  @Override
  public Integer call() {
    TimeRange span = TimeRange.parseRange(from, to);
    TopicPacks used = readPacks();
    BacktestInput material = requireValid(readInput());
    List<Alert> alerts =
        new Backtest(
                new TextAnalyser(used),
                SubscriptionHistory.newestSinceEpoch(material.subscriptions()))
            .run(material.items(), span.from(), span.to());
    if (json) {
      alerts.forEach(
          new AlertPrinter(terminal, AlertPrinter.AlertFormat.JSON, (topic, language) -> topic));
    } else {
      printResult(alerts, material, span, new TopicLabels(used));
    }
    return material.complete() ? 0 : 1;
  }

  private TopicPacks readPacks() {
    try {
      return packs == null ? TopicPacks.bundled() : TopicPacks.bundled().withFolder(packs);
    } catch (IOException e) {
      throw new CliException("cannot read the packs of " + packs + ": " + e.getMessage(), e);
    }
  }

  /// A cluster is opened only where something of it is needed.
  private BacktestInput readInput() {
    requireFiles();
    boolean fromFile = subscription != null && Files.isRegularFile(Path.of(subscription));
    if (fromFile && !archives.isEmpty()) {
      return readArchives(readSubscriptions(Path.of(subscription)));
    }
    try (Cluster open = cluster.open(terminal);
        RequestStore wishes = new RequestStore(open.connection())) {
      List<Subscription> asked =
          fromFile ? readSubscriptions(Path.of(subscription)) : findSubscriptions(wishes);
      return archives.isEmpty()
          ? new BacktestInput(asked, new ItemArchive(open.connection()).readItems(), true)
          : readArchives(asked);
    }
  }

  /// Before a cluster is opened for nothing.
  private void requireFiles() {
    ImportCommand.requireFiles(archives);
    if (subscription != null
        && (subscription.endsWith(".json") || subscription.contains("/"))
        && !Files.exists(Path.of(subscription))) {
      throw new CliException("--subscription: there is no file " + subscription);
    }
  }

  private List<Subscription> findSubscriptions(RequestStore wishes) {
    if (subscription != null) {
      return List.of(wishes.findSubscription(subscription).withState(Subscription.State.ACTIVE));
    }
    List<Subscription> active =
        wishes.readNewestSubscriptions().values().stream()
            .filter(one -> one.state() == Subscription.State.ACTIVE)
            .toList();
    if (active.isEmpty()) {
      throw new CliException("there is no active subscription; name a file with --subscription");
    }
    return active;
  }

  private static List<Subscription> readSubscriptions(Path file) {
    try {
      return SubscriptionLine.readAll(Files.readString(file)).stream()
          .map(line -> line.toSubscription(Instant.EPOCH).withState(Subscription.State.ACTIVE))
          .toList();
    } catch (IOException | RuntimeException e) {
      throw new CliException(file + ": " + e.getMessage(), e);
    }
  }

  /// Without the subscriptions that cannot be matched, which are named. Where they were asked for,
  /// nothing is left to say.
  private BacktestInput requireValid(BacktestInput material) {
    SubscriptionIndex index = new SubscriptionIndex();
    material.subscriptions().forEach(index::put);
    List<Subscription> sound = new ArrayList<>(material.subscriptions());
    for (SubscriptionIndex.Fault fault : index.findFaults()) {
      String problem = "subscription " + fault.subscription().id() + ": " + fault.problem();
      if (subscription != null) {
        throw new CliException(problem);
      }
      terminal.printStatus("vigie backtest: " + Terminal.sanitize(problem) + "; left out");
      sound.remove(fault.subscription());
    }
    return new BacktestInput(
        sound, material.items(), material.complete() && index.findFaults().isEmpty());
  }

  private BacktestInput readArchives(List<Subscription> asked) {
    List<Reading> readings = new ArrayList<>();
    ArchiveReport report =
        new ArchiveReader(ArchiveSettings.of("backtest"), terminal.clock(), readings::add)
            .read(archives);
    ImportCommand.printReport(terminal, "backtest", report);
    return new BacktestInput(asked, Backtest.acceptReadings(readings), report.problems().isEmpty());
  }

  private void printResult(
      List<Alert> alerts, BacktestInput material, TimeRange span, TopicLabels labels) {
    alerts.stream()
        .limit(SAMPLES)
        .forEach(new AlertPrinter(terminal, AlertPrinter.AlertFormat.PAST, labels));
    if (alerts.size() > SAMPLES) {
      terminal.printLine("… and " + (alerts.size() - SAMPLES) + " more (--json prints all)");
    }
    terminal.printLine(
        "%s from %s for %s"
            .formatted(
                formatCount(alerts.size(), "alert"),
                formatCount(
                    material.items().stream().filter(item -> span.isWithin(item.seen())).count(),
                    "item version"),
                formatCount(material.subscriptions().size(), "subscription")));
    printTable("MONTH", alerts, alert -> Stream.of(formatMonth(alert)));
    printTable("SUBSCRIPTION", alerts, alert -> Stream.of(alert.subscription()));
    printTable("TOPIC", alerts, alert -> alert.topics().stream().map(TopicMatch::topic));
  }

  private static String formatCount(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private static String formatMonth(Alert alert) {
    return YearMonth.from(alert.timeline().seen().atZone(PARIS)).toString();
  }

  private void printTable(String head, List<Alert> alerts, Function<Alert, Stream<String>> words) {
    Map<String, Long> counts =
        alerts.stream()
            .flatMap(words)
            .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    if (!counts.isEmpty()) {
      TextTable table = new TextTable(head, "ALERTS");
      counts.forEach((word, count) -> table.addRow(word, count.toString()));
      table.print(terminal);
    }
  }
}
