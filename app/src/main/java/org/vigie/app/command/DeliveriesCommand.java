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
import org.vigie.app.pipeline.Wishes;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.Span;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Retry;
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
      DeliveriesCommand.ListAll.class,
      DeliveriesCommand.Show.class,
      DeliveriesCommand.Again.class
    })
public final class DeliveriesCommand {

  /// When it was last touched, as far as its record says.
  private static Instant touched(Delivery delivery) {
    Instant last = delivery.lastAttempt();
    Instant since = delivery.since();
    return last != null ? last : since != null ? since : Instant.EPOCH;
  }

  /// As people say it: what is pending waits.
  private static String status(Delivery delivery) {
    return delivery.status() == Delivery.Status.PENDING ? "waiting" : delivery.status().toString();
  }

  private static String time(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Command(
      name = "list",
      description = "Lists deliveries; without a choice those that wait or failed.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
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

    ListAll(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Predicate<Delivery> filter = filter();
      List<Delivery> deliveries;
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        deliveries =
            wishes.deliveries().values().stream()
                .filter(filter)
                .sorted(Comparator.comparing(DeliveriesCommand::touched))
                .toList();
      }
      if (json) {
        deliveries.forEach(one -> terminal.print(Json.text(one)));
      } else if (deliveries.isEmpty()) {
        terminal.say(all ? "no deliveries" : "no deliveries wait or failed");
      } else {
        print(deliveries);
      }
      return 0;
    }

    private Predicate<Delivery> filter() {
      Instant from = since == null ? Instant.MIN : Span.since(since, terminal.clock().instant());
      return delivery ->
          isWanted(delivery.status())
              && (subscription == null || delivery.subscription().equals(subscription))
              && !touched(delivery).isBefore(from);
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
      Table table =
          new Table("ID", "SUBSCRIPTION", "CHANNEL", "STATUS", "TRIES", "LAST", "NEXT", "PROBLEM");
      for (Delivery one : deliveries) {
        table.row(
            one.id(),
            one.subscription(),
            one.channel(),
            status(one),
            Integer.toString(one.attempts()),
            time(one.lastAttempt()),
            time(one.nextAttempt()),
            text(one.problem()));
      }
      table.print(terminal);
    }
  }

  @Command(
      name = "show",
      description = "Shows a delivery and what it carries.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "Which.")
    private String id = "";

    Show(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Delivery delivery;
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        delivery = wishes.deliveries().get(id);
      }
      if (delivery == null) {
        throw new Problem("there is no delivery '" + id + "'");
      }
      if (json) {
        terminal.print(Json.text(delivery));
      } else {
        print(delivery);
      }
      return 0;
    }

    private void print(Delivery delivery) {
      Sheet sheet = new Sheet(terminal);
      sheet.line("delivery", delivery.id());
      sheet.line("status", status(delivery));
      sheet.line("subscription", delivery.subscription());
      sheet.line("channel", delivery.channel());
      sheet.line("alert", delivery.alert() + ", number " + delivery.seq());
      sheet.line("attempts", Integer.toString(delivery.attempts()));
      sheet.line("since", time(delivery.since()));
      sheet.line("last attempt", time(delivery.lastAttempt()));
      sheet.line("next attempt", time(delivery.nextAttempt()));
      sheet.line("problem", text(delivery.problem()));
      Alert content = delivery.content();
      if (content != null) {
        sheet.line("title", content.title());
        sheet.line("url", text(content.url()));
        sheet.line("outlet", content.outletName());
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
  static final class Again implements Callable<Integer> {
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

    Again(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (ids.isEmpty() != failed) {
        throw Problem.usage("which deliveries? give their ids, or --failed");
      }
      if (subscription != null && !failed) {
        throw Problem.usage("--subscription goes with --failed");
      }
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        Map<String, Delivery> known = wishes.deliveries();
        int refused = 0;
        for (String id : failed ? failedOf(known) : ids) {
          String refusal = refusal(known.get(id));
          if (refusal == null) {
            ask(wishes, Objects.requireNonNull(known.get(id)));
          } else {
            refused++;
            terminal.say("vigie deliveries retry: " + Terminal.clean(id) + " " + refusal);
          }
        }
        if (open.isOwn()) {
          terminal.say("vigie: no notifier runs here; the next one will try");
        }
        return refused == 0 ? 0 : 1;
      }
    }

    private List<String> failedOf(Map<String, Delivery> known) {
      return known.values().stream()
          .filter(one -> one.status() == Delivery.Status.FAILED)
          .filter(one -> subscription == null || one.subscription().equals(subscription))
          .map(Delivery::id)
          .toList();
    }

    private static @Nullable String refusal(@Nullable Delivery delivery) {
      if (delivery == null) {
        return "is no delivery";
      }
      return switch (delivery.status()) {
        case DELIVERED -> "has arrived";
        case CANCELLED -> "was cancelled: " + Terminal.clean(text(delivery.problem()));
        case PENDING -> null;
        case FAILED -> delivery.content() == null ? "is kept without its alert" : null;
      };
    }

    private void ask(Wishes wishes, Delivery delivery) {
      wishes.ask(new Retry(delivery.id(), delivery.subscription(), terminal.clock().instant()));
      terminal.print(delivery.id() + " asked for once more");
    }
  }
}
