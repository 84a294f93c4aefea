package org.vigie.app.command;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.app.pipeline.AlertLog;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
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

/// `vigie alerts show`: all that a subscription was told of a story, why, when, and what became of
/// it.
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
    List<Alert> told;
    Collection<Delivery> deliveries;
    try (Cluster open = cluster.open(terminal);
        RequestStore wishes = new RequestStore(open.connection())) {
      told = findAlerts(new AlertLog(open.connection()).readAll());
      deliveries = wishes.readDeliveries().values();
    }
    if (json) {
      told.forEach(alert -> terminal.printLine(Json.toText(alert)));
    } else {
      print(told.getFirst());
      told.forEach(alert -> print(alert, deliveries));
    }
    return 0;
  }

  private List<Alert> findAlerts(Collection<Alert> all) {
    String wanted = id.toLowerCase(Locale.ROOT);
    List<Alert> found =
        all.stream()
            .filter(alert -> !wanted.isEmpty() && alert.id().startsWith(wanted))
            .sorted(Comparator.comparingInt(Alert::seq))
            .toList();
    if (found.isEmpty()) {
      throw new CliException("there is no alert '" + id + "'");
    }
    if (found.stream().map(Alert::id).distinct().count() > 1) {
      throw new CliException("several alerts begin with '" + id + "'; give more letters");
    }
    return found;
  }

  private void print(Alert alert) {
    sheet.printField("alert", alert.id());
    sheet.printField("subscription", alert.subscription());
    sheet.printField("story", alert.story());
  }

  private void print(Alert alert, Collection<Delivery> deliveries) {
    terminal.printLine("");
    sheet.printField("number " + alert.seq(), alert.kind() + formatChanges(alert));
    sheet.printField("headline", alert.title());
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
    deliveries.stream()
        .filter(one -> one.alert().equals(alert.id()) && one.seq() == alert.seq())
        .sorted(Comparator.comparing(Delivery::channel))
        .forEach(one -> sheet.printField("delivery", describeDelivery(one)));
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
