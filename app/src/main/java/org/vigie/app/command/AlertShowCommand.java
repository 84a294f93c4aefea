package org.vigie.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.vigie.admin.Alerts;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Delivery;
import org.vigie.model.Evidence;
import org.vigie.model.Language;
import org.vigie.model.PhaseMatch;
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
  private final DetailPrinter details;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--json",
      description = "One JSON object for the alert and for each update and correction.")
  private boolean json;

  @Parameters(paramLabel = "ID", description = "Which alert; its first letters do.")
  private String id = "";

  AlertShowCommand(Terminal terminal) {
    this.terminal = terminal;
    details = new DetailPrinter(terminal);
  }

  @Override
  public Integer call() {
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    List<Alerts.AlertDetails> alerts =
        AdminCalls.call(cluster, terminal, admin -> admin.alerts().show(id));
    if (json) {
      alerts.forEach(one -> terminal.printLine(Json.toText(one.alert())));
    } else {
      print(alerts.getFirst().alert());
      alerts.forEach(one -> print(one.alert(), one.deliveries(), display));
    }
    return 0;
  }

  private void print(Alert alert) {
    details.printField("alert", alert.id());
    details.printField("subscription", alert.subscription());
    details.printField("story", alert.story());
  }

  private void print(Alert alert, List<Delivery> deliveries, DisplayTime display) {
    terminal.printLine("");
    details.printField("number " + alert.seq(), alert.kind() + formatChanges(alert));
    details.printField("headline", alert.source().headline());
    details.printField("before", alert.previousHeadline());
    details.printField(
        "new in it",
        alert.developments().stream()
            .map(one -> one.kind() + " of " + one.of() + " " + one.findName(Language.EN))
            .collect(Collectors.joining(", ")));
    details.printField("withdrawn", String.join(", ", alert.withdrawnTopics()));
    details.printField("summary", alert.source().summary());
    details.printField("link", alert.url());
    details.printField("outlet", alert.outletName());
    details.printField("story told by", String.join(", ", alert.coverage().outletNames()));
    details.printField("form", alert.form() == ArticleForm.NEWS ? null : alert.form().toString());
    alert.topics().forEach(this::print);
    Alert.QueryMatch query = alert.query();
    if (query != null) {
      details.printField("query", formatEvidence(query.evidence()));
    }
    details.printField("countries", String.join(", ", alert.countries()));
    details.printField("codes", String.join(", ", alert.codes()));
    details.printField(
        "asked by", "version " + alert.subscriptionVersion() + " of the subscription");
    details.printField("item", alert.item() + ", version " + alert.itemVersion());
    details.printField("topic packs", alert.packs());
    print(alert.timeline(), display);
    deliveries.forEach(one -> details.printField("delivery", describeDelivery(one)));
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
    details.printField(
        "topic",
        "%s %.2f: %s".formatted(match.topic(), match.score(), formatEvidence(match.evidence())));
    PhaseMatch phase = match.phase();
    if (phase != null) {
      details.printField("phase", phase.id() + ": " + formatEvidence(phase.evidence()));
    }
  }

  private static String formatEvidence(List<Evidence> evidence) {
    return evidence.stream()
        .map(span -> "%s « %s »".formatted(span.field(), span.text()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void print(Alert.Timeline times, DisplayTime display) {
    details.printField("published", display.format(times.published()));
    details.printField("seen", display.format(times.seen()));
    details.printField("fetched", display.format(times.fetched()));
    details.printField("decided", display.format(times.decided()));
  }

  private static String describeDelivery(Delivery delivery) {
    return "%s by %s, %s"
        .formatted(
            delivery.status(),
            delivery.channel(),
            delivery.attempts() == 1 ? "1 attempt" : delivery.attempts() + " attempts");
  }
}
