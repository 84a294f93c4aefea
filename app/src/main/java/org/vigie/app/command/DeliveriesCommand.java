package org.vigie.app.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.TimeRange;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.RetryRequest;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie deliveries`: what became of alerts on their way to people. Reads the ledger of the
/// notifier and never writes it: a retry is a wish of its own.
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

  /// When it was last touched, as far as its record says.
  private static Instant findLastChange(Delivery delivery) {
    Instant last = delivery.lastAttempt();
    Instant since = delivery.since();
    return last != null ? last : since != null ? since : Instant.EPOCH;
  }

  /// As people say it: what is pending waits.
  private static String formatStatus(Delivery delivery) {
    return delivery.status() == Delivery.Status.PENDING ? "waiting" : delivery.status().toString();
  }

  private static String formatTime(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
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
        description = "Last tried from then on: 24h, 2025-08, 2025-08-31T14:00.")
    private @Nullable String since;

    @Option(names = "--json", description = "One JSON object a line, with the alert.")
    private boolean json;

    ListDeliveries(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Predicate<Delivery> filter = createFilter();
      List<Delivery> deliveries;
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        deliveries =
            wishes.readDeliveries().values().stream()
                .filter(filter)
                .sorted(Comparator.comparing(DeliveriesCommand::findLastChange))
                .toList();
      }
      if (json) {
        deliveries.forEach(one -> terminal.printLine(Json.toText(one)));
      } else if (deliveries.isEmpty()) {
        terminal.printStatus(all ? "no deliveries" : "no deliveries wait or failed");
      } else {
        print(deliveries);
      }
      return 0;
    }

    private Predicate<Delivery> createFilter() {
      Instant from =
          since == null ? Instant.MIN : TimeRange.parseSince(since, terminal.clock().instant());
      return delivery ->
          isWanted(delivery.status())
              && (subscription == null || delivery.subscription().equals(subscription))
              && !findLastChange(delivery).isBefore(from);
    }

    private boolean isWanted(Delivery.Status status) {
      boolean unfinished = !failed && !waiting;
      return switch (status) {
        case PENDING -> all || waiting || unfinished;
        case FAILED -> all || failed || unfinished;
        case DELIVERED, CANCELLED -> all;
      };
    }

    private void print(Collection<Delivery> deliveries) {
      TextTable table =
          new TextTable(
              "ID", "SUBSCRIPTION", "CHANNEL", "STATUS", "TRIES", "LAST", "NEXT", "PROBLEM");
      for (Delivery one : deliveries) {
        table.addRow(
            one.id(),
            one.subscription(),
            one.channel(),
            formatStatus(one),
            Integer.toString(one.attempts()),
            formatTime(one.lastAttempt()),
            formatTime(one.nextAttempt()),
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

    @Parameters(paramLabel = "ID", description = "Which.")
    private String id = "";

    ShowDelivery(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Delivery delivery;
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        delivery = wishes.readDeliveries().get(id);
      }
      if (delivery == null) {
        throw new CliException("there is no delivery '" + id + "'");
      }
      if (json) {
        terminal.printLine(Json.toText(delivery));
      } else {
        print(delivery);
      }
      return 0;
    }

    private void print(Delivery delivery) {
      DetailPrinter sheet = new DetailPrinter(terminal);
      sheet.printField("delivery", delivery.id());
      sheet.printField("status", formatStatus(delivery));
      sheet.printField("subscription", delivery.subscription());
      sheet.printField("channel", delivery.channel());
      sheet.printField("alert", delivery.alert() + ", number " + delivery.seq());
      sheet.printField("attempts", Integer.toString(delivery.attempts()));
      sheet.printField("since", formatTime(delivery.since()));
      sheet.printField("last attempt", formatTime(delivery.lastAttempt()));
      sheet.printField("next attempt", formatTime(delivery.nextAttempt()));
      sheet.printField("problem", formatText(delivery.problem()));
      Alert content = delivery.content();
      if (content != null) {
        sheet.printField("title", content.title());
        sheet.printField("url", formatText(content.url()));
        sheet.printField("outlet", content.outletName());
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

    @Option(
        names = "--subscription",
        paramLabel = "ID",
        description = "With --failed: those of this subscription.")
    private @Nullable String subscription;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Which.")
    private List<String> ids = List.of();

    RetryDeliveries(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (ids.isEmpty() != failed) {
        throw CliException.createUsageError("which deliveries? give their ids, or --failed");
      }
      if (subscription != null && !failed) {
        throw CliException.createUsageError("--subscription goes with --failed");
      }
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        Map<String, Delivery> known = wishes.readDeliveries();
        int refused = 0;
        for (String id : failed ? findFailed(known) : ids) {
          String refusal = findRefusal(known.get(id));
          if (refusal == null) {
            requestRetry(wishes, Objects.requireNonNull(known.get(id)));
          } else {
            refused++;
            terminal.printStatus(
                "vigie deliveries retry: " + Terminal.sanitize(id) + " " + refusal);
          }
        }
        if (open.ownsBroker()) {
          terminal.printStatus("vigie: no notifier runs here; the next one will try");
        }
        return refused == 0 ? 0 : 1;
      }
    }

    private List<String> findFailed(Map<String, Delivery> known) {
      return known.values().stream()
          .filter(one -> one.status() == Delivery.Status.FAILED)
          .filter(one -> subscription == null || one.subscription().equals(subscription))
          .map(Delivery::id)
          .toList();
    }

    private static @Nullable String findRefusal(@Nullable Delivery delivery) {
      if (delivery == null) {
        return "is no delivery";
      }
      return switch (delivery.status()) {
        case DELIVERED -> "has arrived";
        case CANCELLED -> "was cancelled: " + Terminal.sanitize(formatText(delivery.problem()));
        case PENDING -> null;
        case FAILED -> delivery.content() == null ? "is kept without its alert" : null;
      };
    }

    private void requestRetry(RequestStore wishes, Delivery delivery) {
      wishes.requestRetry(
          new RetryRequest(delivery.id(), delivery.subscription(), terminal.clock().instant()));
      terminal.printLine(delivery.id() + " asked for once more");
    }
  }
}
