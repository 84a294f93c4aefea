package org.vigie.app.command;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Alerts;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie alerts show`: an alert with its updates and corrections, the evidence, the times and the
/// deliveries.
@Command(
    name = "show",
    description = {
      "Shows an alert with its updates and corrections.",
      "Why it was raised, from which story, when, and what became of its deliveries."
    },
    mixinStandardHelpOptions = true)
final class AlertShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final DetailPrinter sheet;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "One JSON object for each time it was told.")
  private boolean json;

  @Parameters(paramLabel = "ID", description = "Which; its first letters do.")
  private String id = "";

  AlertShowCommand(Terminal terminal) {
    this.terminal = terminal;
    sheet = new DetailPrinter(terminal);
  }

  @Override
  public Integer call() {
    List<Alerts.AlertDetails> told =
        AdminCalls.call(cluster, terminal, admin -> admin.alerts().show(id));
    if (json) {
      told.forEach(one -> terminal.printLine(Json.toText(one.alert())));
    } else {
      print(told.getFirst().alert());
      told.forEach(one -> print(one.alert(), one.deliveries()));
    }
    return 0;
  }

  private void print(Alert alert) {
    sheet.printField("alert", alert.id());
    sheet.printField("subscription", alert.subscription());
    sheet.printField("story", alert.story());
  }

  private void print(Alert alert, List<Delivery> deliveries) {
    terminal.printLine("");
    sheet.printField("number " + alert.seq(), alert.kind() + formatChanges(alert));
    sheet.printField("headline", alert.source().headline());
    sheet.printField("summary", alert.source().summary());
    sheet.printField("link", alert.url());
    sheet.printField("outlet", alert.outletName());
    sheet.printField("story told by", String.join(", ", alert.outlets()));
    alert.topics().forEach(this::print);
    Alert.QueryMatch query = alert.query();
    if (query != null) {
      sheet.printField("query", formatEvidence(query.evidence()));
    }
    sheet.printField("countries", String.join(", ", alert.countries()));
    sheet.printField("codes", String.join(", ", alert.codes()));
    sheet.printField("asked by", "version " + alert.subscriptionVersion() + " of the subscription");
    sheet.printField("item", alert.item() + ", version " + alert.itemVersion());
    sheet.printField("topic packs", alert.packs());
    print(alert.timeline());
    deliveries.forEach(one -> sheet.printField("delivery", describeDelivery(one)));
  }

  private static String formatChanges(Alert alert) {
    return alert.changed().isEmpty()
        ? ""
        : ": "
            + alert.changed().stream()
                .map(Alert.UpdateReason::toString)
                .collect(Collectors.joining(", "));
  }

  private void print(TopicMatch match) {
    sheet.printField(
        "topic",
        "%s %.2f: %s".formatted(match.topic(), match.score(), formatEvidence(match.evidence())));
  }

  private static String formatEvidence(List<Evidence> evidence) {
    return evidence.stream()
        .map(span -> "%s « %s »".formatted(span.field(), span.text()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void print(Alert.Timeline times) {
    sheet.printField("published", formatTime(times.published()));
    sheet.printField("seen", formatTime(times.seen()));
    sheet.printField("fetched", formatTime(times.fetched()));
    sheet.printField("decided", formatTime(times.decided()));
  }

  private static @Nullable String formatTime(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static String describeDelivery(Delivery delivery) {
    return "%s by %s, %s"
        .formatted(
            delivery.status(),
            delivery.channel(),
            delivery.attempts() == 1 ? "1 attempt" : delivery.attempts() + " attempts");
  }
}
