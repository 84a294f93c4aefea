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
import org.vigie.app.pipeline.Wishes;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.Span;
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
    subcommands = {AlertsCommand.ListAll.class, AlertsCommand.Tail.class, AlertShowCommand.class})
public final class AlertsCommand {

  /// Which alerts, and in which form.
  static final class Choice {
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

    Predicate<Alert> filter(Instant now) {
      Instant from = since == null ? Instant.MIN : Span.since(since, now);
      return alert ->
          !alert.timeline().decided().isBefore(from)
              && (topic == null
                  || alert.topics().stream().anyMatch(match -> match.topic().equals(topic)))
              && (subscription == null || alert.subscription().equals(subscription));
    }

    /// Refuses a topic or subscription that never was: a slip would look like silence.
    void requireKnown(Cluster open) {
      if (topic != null) {
        TopicLabels.bundled().requireKnown(List.of(topic));
      }
      if (subscription != null) {
        try (Wishes wishes = new Wishes(open.connection())) {
          if (!wishes.newestSubscriptions().containsKey(subscription)) {
            throw new Problem("there is no subscription '" + subscription + "'");
          }
        }
      }
    }

    AlertPrinter printer(Terminal terminal, AlertPrinter.Form forPeople) {
      return new AlertPrinter(
          terminal, json ? AlertPrinter.Form.JSON : forPeople, TopicLabels.bundled());
    }
  }

  @Command(
      name = "list",
      description = "Lists the alerts that were raised, oldest first.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private Choice choice = new Choice();

    ListAll(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Predicate<Alert> filter = choice.filter(terminal.clock().instant());
      List<Alert> alerts;
      try (Cluster open = cluster.open(terminal)) {
        alerts = new AlertLog(open.connection()).all().stream().filter(filter).toList();
        if (alerts.isEmpty()) {
          choice.requireKnown(open);
        }
      }
      alerts.forEach(choice.printer(terminal, AlertPrinter.Form.LISTED));
      if (alerts.isEmpty()) {
        terminal.say("no alerts");
      }
      return 0;
    }
  }

  @Command(
      name = "tail",
      description =
          "Prints alerts as they are raised, until Ctrl-C; with --since earlier ones first.",
      mixinStandardHelpOptions = true)
  static final class Tail implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private Choice choice = new Choice();

    Tail(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Instant started = terminal.clock().instant();
      Predicate<Alert> filter = choice.filter(started);
      AlertPrinter past = choice.printer(terminal, AlertPrinter.Form.LISTED);
      AlertPrinter live = choice.printer(terminal, AlertPrinter.Form.LIVE);
      try (Cluster open = cluster.open(terminal)) {
        choice.requireKnown(open);
        new AlertLog(open.connection())
            .follow(
                choice.since != null,
                alert -> {
                  if (filter.test(alert)) {
                    (alert.timeline().decided().isBefore(started) ? past : live).accept(alert);
                  }
                },
                () -> terminal.stop().isRequested() || terminal.isUnheard());
      }
      return 0;
    }
  }
}
