package org.vigie.app.command;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.pipeline.AlertLog;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.TimeRange;
import org.vigie.model.Alert;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie alerts`: what was raised.
@Command(
    name = "alerts",
    description = "Lists alerts, shows one in full, or prints them as they come.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AlertsCommand.ListAlerts.class,
      AlertsCommand.TailAlerts.class,
      AlertShowCommand.class
    })
public final class AlertsCommand {

  /// Which alerts, and in which form.
  static final class AlertFilterOptions {
    @Option(
        names = "--since",
        paramLabel = "TIME",
        description = "Raised from then on: 24h, 2025-08, 2025-08-31T14:00 (Europe/Paris).")
    @Nullable String since;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "About this topic.")
    @Nullable String topic;

    @Option(names = "--subscription", paramLabel = "ID", description = "For this subscription.")
    @Nullable String subscription;

    @Option(names = "--json", description = "One JSON object a line.")
    boolean json;

    Predicate<Alert> createFilter(Instant now) {
      Instant from = since == null ? Instant.MIN : TimeRange.parseSince(since, now);
      return alert ->
          !alert.timeline().decided().isBefore(from)
              && (topic == null
                  || alert.topics().stream().anyMatch(match -> match.topic().equals(topic)))
              && (subscription == null || alert.subscription().equals(subscription));
    }

    /// Refuses a topic or subscription that never was: a slip would look like silence.
    void requireKnown(Cluster open, TopicLabels labels) {
      if (topic != null) {
        labels.requireKnown(List.of(topic));
      }
      if (subscription != null) {
        try (RequestStore wishes = new RequestStore(open.connection())) {
          if (!wishes.readNewestSubscriptions().containsKey(subscription)) {
            throw new CliException("there is no subscription '" + subscription + "'");
          }
        }
      }
    }

    AlertPrinter createPrinter(
        Terminal terminal, AlertPrinter.AlertFormat forPeople, TopicLabels labels) {
      return new AlertPrinter(terminal, json ? AlertPrinter.AlertFormat.JSON : forPeople, labels);
    }
  }

  @Command(
      name = "list",
      description = "Lists the alerts that were raised, oldest first.",
      mixinStandardHelpOptions = true)
  static final class ListAlerts implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private AlertFilterOptions choice = new AlertFilterOptions();

    ListAlerts(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Predicate<Alert> filter = choice.createFilter(terminal.clock().instant());
      List<Alert> alerts;
      try (Cluster open = cluster.open(terminal)) {
        alerts = new AlertLog(open.connection()).readAll().stream().filter(filter).toList();
        if (alerts.isEmpty()) {
          choice.requireKnown(open, cluster.readLabels(terminal));
        }
      }
      alerts.forEach(
          choice.createPrinter(
              terminal, AlertPrinter.AlertFormat.LISTED, cluster.readLabels(terminal)));
      if (alerts.isEmpty()) {
        terminal.printStatus("no alerts");
      }
      return 0;
    }
  }

  @Command(
      name = "tail",
      description =
          "Prints alerts as they are raised, until Ctrl-C; with --since earlier ones first.",
      mixinStandardHelpOptions = true)
  static final class TailAlerts implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private AlertFilterOptions choice = new AlertFilterOptions();

    TailAlerts(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Instant started = terminal.clock().instant();
      Predicate<Alert> filter = choice.createFilter(started);
      TopicLabels labels = cluster.readLabels(terminal);
      AlertPrinter past = choice.createPrinter(terminal, AlertPrinter.AlertFormat.LISTED, labels);
      AlertPrinter live = choice.createPrinter(terminal, AlertPrinter.AlertFormat.LIVE, labels);
      try (Cluster open = cluster.open(terminal)) {
        choice.requireKnown(open, labels);
        new AlertLog(open.connection())
            .follow(
                choice.since != null,
                alert -> {
                  if (filter.test(alert)) {
                    (alert.timeline().decided().isBefore(started) ? past : live).accept(alert);
                  }
                },
                () -> terminal.shutdown().isRequested() || terminal.hasWriteError());
      }
      return 0;
    }
  }
}
