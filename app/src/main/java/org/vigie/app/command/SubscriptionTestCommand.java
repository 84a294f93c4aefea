package org.vigie.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.ItemArchive;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Subscription;
import org.vigie.runtime.settings.Durations;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie subscriptions test`: a rule tried on what the archive has of the last days, before
/// anybody trusts it.
@Command(
    name = "test",
    description = {
      "Says what of the last days a subscription would have been told: one that exists, or one by"
          + " the same options as add, or one that exists with other options. Nobody is alerted and"
          + " nothing is changed."
    },
    mixinStandardHelpOptions = true)
final class SubscriptionTestCommand implements Callable<Integer> {
  private static final int SAMPLES = 10;

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private SubscriptionOptions asked = new SubscriptionOptions();

  @Option(
      names = "--last",
      paramLabel = "DURATION",
      description = "How far back, such as 12h or 30d; default: ${DEFAULT-VALUE}.",
      defaultValue = "7d")
  private String last = "7d";

  @Option(names = "--json", description = "One JSON object an alert.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "One that exists.")
  private @Nullable String id;

  SubscriptionTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Duration back = parsePeriod();
    if (id == null && asked.isSelectionMissing()) {
      throw CliException.createUsageError(
          "asks for nothing: give an ID, a --topic, a --query or both");
    }
    Instant now = terminal.clock().instant();
    Instant from = now.minus(back);
    Subscription tried;
    List<Item> items;
    try (Cluster open = cluster.open(terminal);
        RequestStore wishes = new RequestStore(open.connection())) {
      tried = findSubscription(wishes);
      items = new ItemArchive(open.connection()).readItems();
    }
    TextAnalyser analyst = new TextAnalyser(cluster.readPacks(terminal));
    List<Alert> alerts = new Backtest(analyst, List.of(tried)).run(items, from, now.plusSeconds(1));
    if (json) {
      alerts.forEach(
          new AlertPrinter(terminal, AlertPrinter.AlertFormat.JSON, (topic, language) -> topic));
    } else {
      List<Item> recent = items.stream().filter(item -> !item.seen().isBefore(from)).toList();
      printResult(tried, alerts, recent, countMatching(analyst, tried, recent));
    }
    return 0;
  }

  private Duration parsePeriod() {
    try {
      return Durations.parse(last);
    } catch (IllegalArgumentException e) {
      throw CliException.createUsageError("--last: " + e.getMessage(), e);
    }
  }

  private Subscription findSubscription(RequestStore wishes) {
    String name = id;
    SubscriptionLine line =
        name == null
            ? SubscriptionLine.empty("test")
            : SubscriptionLine.of(wishes.findSubscription(name));
    Subscription made =
        SubscriptionOptions.createVersion(
            asked.applyTo(line, cluster.readLabels(terminal), terminal), 1, Instant.EPOCH);
    return made.withState(Subscription.State.ACTIVE);
  }

  private static long countMatching(TextAnalyser analyst, Subscription tried, List<Item> items) {
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(tried);
    return items.stream()
        .filter(
            item ->
                !index.findMatches(null, analyst.analyse(item.content(), item.outlet())).isEmpty())
        .map(Item::id)
        .distinct()
        .count();
  }

  private void printResult(
      Subscription tried, List<Alert> alerts, List<Item> recent, long matching) {
    AlertPrinter printer =
        new AlertPrinter(terminal, AlertPrinter.AlertFormat.ARCHIVE, cluster.readLabels(terminal));
    alerts.stream()
        .skip(Math.max(0, alerts.size() - SAMPLES))
        .forEach(alert -> printer.print(alert, tried.language()));
    if (alerts.size() > SAMPLES) {
      terminal.printLine("… these are the last " + SAMPLES + " (--json prints all)");
    }
    long articles = recent.stream().map(Item::id).distinct().count();
    long first = alerts.stream().filter(alert -> alert.kind() == Alert.Kind.NEW).count();
    terminal.printLine(
        "%s: %,d of %,d articles of the last %s match; %d alerts, %d updates and corrections"
            .formatted(tried.id(), matching, articles, last, first, alerts.size() - first));
    if (articles == 0) {
      terminal.printStatus("vigie subscriptions test: the archive has no article of that time");
    }
  }
}
