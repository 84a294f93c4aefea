package org.vigie.app.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.SubscriptionTrial;
import org.vigie.admin.SubscriptionTrialResult;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.runtime.settings.Durations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie subscriptions test`: the alerts that a subscription would have raised in the last days.
@Command(
    name = "test",
    description = {
      "Says which alerts of the last days a subscription would have had: one that exists, or one by"
          + " the same options as add, or one that exists with other options. Nobody is alerted and"
          + " nothing is changed."
    },
    mixinStandardHelpOptions = true)
final class SubscriptionTestCommand implements Callable<Integer> {
  private static final int SAMPLES = 10;

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private SubscriptionOptions asked = new SubscriptionOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

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
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    Duration back = parsePeriod();
    if (id == null && asked.isSelectionMissing()) {
      throw CliException.createUsageError(
          "asks for nothing: give an ID, a --topic, a --query or both");
    }
    SubscriptionRequest change = asked.toRequest(terminal);
    SubscriptionTrial trial =
        AdminCalls.call(
            () -> new SubscriptionTrial(id, change, back, cluster.readMaxAge(terminal)));
    SubscriptionTrialResult result =
        AdminCalls.call(
            cluster,
            terminal,
            admin -> {
              asked.checkOutlets(admin.subscriptions(), change, terminal);
              return admin.subscriptions().test(trial);
            });
    UnjudgedItems.print(terminal, "vigie subscriptions test", result.unjudged());
    if (json) {
      result
          .alerts()
          .forEach(
              new AlertPrinter(
                  terminal, AlertPrinter.AlertFormat.JSON, (topic, language) -> topic, display));
    } else {
      printResult(result, display);
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

  private void printResult(SubscriptionTrialResult result, DisplayTime display) {
    List<Alert> alerts = result.alerts();
    AlertPrinter printer =
        new AlertPrinter(
            terminal, AlertPrinter.AlertFormat.ARCHIVE, cluster.readLabels(terminal), display);
    alerts.stream()
        .skip(Math.max(0, alerts.size() - SAMPLES))
        .forEach(alert -> printer.print(alert, result.subscription().language()));
    if (alerts.size() > SAMPLES) {
      terminal.printLine("… these are the last " + SAMPLES + " (--json prints all)");
    }
    terminal.printLine(
        "%s: of the last %s it would have sent %s"
            .formatted(result.subscription().id(), last, describeAlerts(result)));
    printLeftOut(terminal, result);
    if (result.articles() == 0) {
      terminal.printStatus("vigie subscriptions test: the archive has no article of that time");
    }
  }

  /// Prints what a subscription leaves out, if it does.
  static void printLeftOut(Terminal terminal, SubscriptionTrialResult result) {
    Stream.of(
            FormTexts.describeLeftOut(
                List.of(result.subscription()), result.leftOut(), result.matching()),
            FormTexts.describeRepeats(result.repeats()))
        .filter(text -> !text.isEmpty())
        .forEach(text -> terminal.printStatus("vigie: it " + text));
  }

  /// How often a subscription would have alerted.
  static String describeAlerts(SubscriptionTrialResult result) {
    long first = result.countNew();
    long later = result.alerts().size() - first;
    return "%,d %s, %,d %s (%,d of %,d articles match)"
        .formatted(
            first,
            first == 1 ? "alert" : "alerts",
            later,
            later == 1 ? "update or correction" : "updates and corrections",
            result.matching(),
            result.articles());
  }
}
