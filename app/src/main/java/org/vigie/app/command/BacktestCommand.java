package org.vigie.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.BacktestRequest;
import org.vigie.admin.BacktestResult;
import org.vigie.admin.BacktestRunner;
import org.vigie.admin.TimeRange;
import org.vigie.admin.TopicLabels;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.model.SafeText;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie backtest`: the alerts that subscriptions would have raised. Runs in this process; nobody
/// is alerted.
@Command(
    name = "backtest",
    description = {
      "Says which alerts subscriptions would have had from the archive, or from the archives that"
          + " are named: how often, with samples and the words that matched. Nobody is alerted."
    },
    mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
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

  @Mixin private TimeRangeOptions range = new TimeRangeOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

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

  @Override
  public Integer call() {
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    TopicPacks used = readPacks();
    BacktestRequest request = AdminCalls.call(() -> toRequest(used, display.zone()));
    BacktestResult result = run(request);
    if (result.archives() != null) {
      ImportCommand.printReport(terminal, "backtest", result.archives());
    }
    for (BacktestResult.LeftOut one : result.leftOut()) {
      terminal.printStatus(
          "vigie backtest: "
              + SafeText.toLine("subscription " + one.subscription() + ": " + one.problem())
              + "; left out");
    }
    UnjudgedItems.print(terminal, "vigie backtest", result.unjudged());
    if (json) {
      result
          .alerts()
          .forEach(
              new AlertPrinter(
                  terminal, AlertPrinter.AlertFormat.JSON, (topic, language) -> topic, display));
    } else {
      printResult(result, new TopicLabels(used), display);
    }
    return result.isComplete() ? 0 : 1;
  }

  private TopicPacks readPacks() {
    try {
      return packs == null ? TopicPacks.bundled() : TopicPacks.bundled().withFolder(packs);
    } catch (IOException e) {
      throw new CliException("cannot read the packs of " + packs + ": " + e.getMessage(), e);
    }
  }

  /// Checks what needs no cluster before one is opened for nothing.
  private BacktestRequest toRequest(TopicPacks used, ZoneId within) {
    TimeRange asked = range.read(within);
    String file = subscription;
    if (file != null
        && (file.endsWith(".json") || file.contains("/"))
        && !Files.exists(Path.of(file))) {
      throw new CliException("--subscription: there is no file " + file);
    }
    BacktestRequest request = new BacktestRequest(toChoice(), archives, asked, used);
    request.requireFiles();
    return request;
  }

  private BacktestRequest.SubscriptionChoice toChoice() {
    if (subscription == null) {
      return new BacktestRequest.SubscriptionChoice.Active();
    }
    Path file = Path.of(subscription);
    return Files.isRegularFile(file)
        ? new BacktestRequest.SubscriptionChoice.Described(readSubscriptions(file))
        : new BacktestRequest.SubscriptionChoice.Existing(subscription);
  }

  private BacktestResult run(BacktestRequest request) {
    try {
      return request.needsKafka()
          ? AdminCalls.call(cluster, terminal, admin -> admin.backtests().run(request))
          : AdminCalls.call(() -> BacktestRunner.withoutKafka(terminal.clock()).run(request));
    } catch (CliException e) {
      throw describeFault(e);
    }
  }

  private CliException describeFault(CliException e) {
    if (e.getCause() instanceof AdminException.NotFound && subscription == null) {
      return new CliException(e.getMessage() + "; name a file with --subscription", e);
    }
    return e.getCause() instanceof AdminException.InvalidRequest
        ? new CliException(subscription + ": " + e.getMessage(), e)
        : e;
  }

  private static List<SubscriptionLine> readSubscriptions(Path file) {
    try {
      return SubscriptionLine.readAll(Files.readString(file));
    } catch (IOException | RuntimeException e) {
      throw new CliException(file + ": " + e.getMessage(), e);
    }
  }

  private void printResult(BacktestResult result, TopicLabels labels, DisplayTime display) {
    List<Alert> alerts = result.alerts();
    alerts.stream()
        .limit(SAMPLES)
        .forEach(new AlertPrinter(terminal, AlertPrinter.AlertFormat.PAST, labels, display));
    if (alerts.size() > SAMPLES) {
      terminal.printLine("… and " + (alerts.size() - SAMPLES) + " more (--json prints all)");
    }
    terminal.printLine(
        "%s from %s for %s"
            .formatted(
                formatCount(alerts.size(), "alert"),
                formatCount(result.itemVersions(), "item version"),
                formatCount(result.subscriptions().size(), "subscription")));
    Stream.of(
            FormTexts.describeLeftOut(
                result.subscriptions(), result.leftOutArticles(), result.matching()),
            FormTexts.describeRepeats(result.repeats()))
        .filter(text -> !text.isEmpty())
        .forEach(terminal::printLine);
    printTable("MONTH (" + display.zoneName() + ")", result.countByMonth(display.zone()));
    printTable("SUBSCRIPTION", result.countBySubscription());
    printTable("TOPIC", result.countByTopic());
  }

  private static String formatCount(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private void printTable(String head, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      TextTable table = new TextTable(head, "ALERTS");
      counts.forEach((word, count) -> table.addRow(word, count.toString()));
      table.print(terminal);
    }
  }
}
