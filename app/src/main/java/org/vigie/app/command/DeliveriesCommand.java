package org.vigie.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.Deliveries;
import org.vigie.admin.TimeRange;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie deliveries`: what became of alerts on their way to people.
@Command(
    name = "deliveries",
    description = "Lists deliveries that wait or failed, and asks for failed ones once more.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DeliveriesCommand.ListDeliveries.class,
      DeliveriesCommand.ShowDelivery.class,
      DeliveriesCommand.RetryDeliveries.class
    })
public final class DeliveriesCommand {

  /// The word for people: a pending delivery is waiting.
  static String formatStatus(Delivery.Status status) {
    return status == Delivery.Status.PENDING ? "waiting" : status.toString();
  }

  private static String formatText(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Command(
      name = "list",
      description = "Lists deliveries; without a choice those that wait or failed.",
      mixinStandardHelpOptions = true)
  static final class ListDeliveries implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--failed", description = "Those that failed.")
    private boolean failed;

    @Option(names = "--waiting", description = "Those that wait for another attempt.")
    private boolean waiting;

    @Option(names = "--all", description = "Also those that arrived or were cancelled.")
    private boolean all;

    @Option(names = "--subscription", paramLabel = "ID", description = "Of this subscription.")
    private @Nullable String subscription;

    @Option(
        names = "--since",
        paramLabel = "TIME",
        description = "Last tried from then on: 24h, 2025-08, 2025-08-31T14:00 (in --zone).")
    private @Nullable String since;

    @Option(names = "--json", description = "One JSON object a line, with the alert.")
    private boolean json;

    @Mixin private ZoneOption zone = new ZoneOption();

    ListDeliveries(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Deliveries.DeliveryFilter filter = AdminCalls.call(this::toFilter);
      List<Delivery> deliveries =
          AdminCalls.call(cluster, terminal, admin -> admin.deliveries().list(filter));
      if (json) {
        deliveries.forEach(one -> terminal.printLine(Json.toText(one)));
      } else if (deliveries.isEmpty()) {
        terminal.printStatus(all ? "no deliveries" : "no deliveries wait or failed");
      } else {
        print(deliveries);
      }
      return 0;
    }

    private Deliveries.DeliveryFilter toFilter() {
      Set<Delivery.Status> statuses = EnumSet.noneOf(Delivery.Status.class);
      boolean unfinished = !failed && !waiting;
      if (waiting || unfinished) {
        statuses.add(Delivery.Status.PENDING);
      }
      if (failed || unfinished) {
        statuses.add(Delivery.Status.FAILED);
      }
      Instant from =
          since == null
              ? null
              : TimeRange.parseSince(
                  since, terminal.clock().instant(), zone.read(cluster.settings(terminal)));
      return new Deliveries.DeliveryFilter(
          all ? EnumSet.allOf(Delivery.Status.class) : statuses, subscription, from);
    }

    private void print(Collection<Delivery> deliveries) {
      Instant now = terminal.clock().instant();
      DisplayTime display = zone.createDisplay(cluster.settings(terminal));
      String last = "LAST (" + display.zoneName() + ")";
      TextTable table =
          new TextTable("ID", "SUBSCRIPTION", "CHANNEL", "STATUS", "TRIES", last, "NEXT", "PROBLEM")
              .withWholeColumns("STATUS", last, "NEXT");
      for (Delivery one : deliveries) {
        table.addRow(
            one.id(),
            one.subscription(),
            one.channel(),
            formatStatus(one.status()),
            Integer.toString(one.attempts()),
            display.formatCell(one.lastAttempt(), now),
            display.formatCell(one.nextAttempt(), now),
            formatText(one.problem()));
      }
      table.print(terminal);
    }
  }

  @Command(
      name = "show",
      description = "Shows a delivery and what it carries.",
      mixinStandardHelpOptions = true)
  static final class ShowDelivery implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Mixin private ZoneOption zone = new ZoneOption();

    @Parameters(paramLabel = "ID", description = "Which delivery.")
    private String id = "";

    ShowDelivery(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Delivery delivery = AdminCalls.call(cluster, terminal, admin -> admin.deliveries().show(id));
      if (json) {
        terminal.printLine(Json.toText(delivery));
      } else {
        print(delivery);
      }
      return 0;
    }

    private void print(Delivery delivery) {
      DisplayTime display = zone.createDisplay(cluster.settings(terminal));
      DetailPrinter details = new DetailPrinter(terminal);
      details.printField("delivery", delivery.id());
      details.printField("status", formatStatus(delivery.status()));
      details.printField("subscription", delivery.subscription());
      details.printField("channel", delivery.channel());
      details.printField("alert", delivery.alert() + ", number " + delivery.seq());
      details.printField("attempts", Integer.toString(delivery.attempts()));
      details.printField("since", display.format(delivery.since()));
      details.printField("last attempt", display.format(delivery.lastAttempt()));
      details.printField("next attempt", display.format(delivery.nextAttempt()));
      details.printField("problem", formatText(delivery.problem()));
      Alert content = delivery.content();
      if (content != null) {
        details.printField("title", content.title());
        details.printField("url", formatText(content.url()));
        details.printField("outlet", content.outletName());
      }
    }
  }

  @Command(
      name = "retry",
      description = {
        "Asks the notifier to try deliveries once more.",
        "A failed one begins anew; one that waits becomes due at once."
      },
      mixinStandardHelpOptions = true)
  static final class RetryDeliveries implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--failed", description = "All that failed.")
    private boolean failed;

    @Option(names = "--waiting", description = "All that wait for a later attempt: now.")
    private boolean waiting;

    @Option(
        names = "--subscription",
        paramLabel = "ID",
        description = "With --failed or --waiting: those of this subscription.")
    private @Nullable String subscription;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Which delivery.")
    private List<String> ids = List.of();

    RetryDeliveries(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (ids.isEmpty() != (failed || waiting)) {
        throw CliException.createUsageError(
            "which deliveries? give their ids, or --failed, --waiting or both");
      }
      if (subscription != null && !ids.isEmpty()) {
        throw CliException.createUsageError("--subscription goes with --failed or --waiting");
      }
      try (Cluster open = cluster.open(terminal)) {
        List<Deliveries.RetryResult> results =
            AdminCalls.call(open.connection(), cluster, terminal, this::retry);
        results.forEach(this::print);
        if (results.isEmpty()) {
          terminal.printStatus("vigie: there are none to retry");
        }
        if (open.ownsBroker() && !results.isEmpty()) {
          terminal.printStatus("vigie: no notifier runs here; the next one will try");
        }
        return results.stream().allMatch(one -> one.refusal() == null) ? 0 : 1;
      }
    }

    private List<Deliveries.RetryResult> retry(Admin admin) {
      List<Deliveries.RetryResult> results = new ArrayList<>(admin.deliveries().retry(ids));
      if (failed) {
        results.addAll(admin.deliveries().retryFailed(subscription));
      }
      if (waiting) {
        results.addAll(admin.deliveries().retryWaiting(subscription));
      }
      return results;
    }

    private void print(Deliveries.RetryResult result) {
      if (result.refusal() == null) {
        terminal.printLine(result.delivery() + " asked for once more");
      } else {
        terminal.printStatus(
            "vigie deliveries retry: "
                + SafeText.toLine(result.delivery())
                + " "
                + SafeText.toLine(result.refusal()));
      }
    }
  }
}
