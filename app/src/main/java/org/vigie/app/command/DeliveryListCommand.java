package org.vigie.app.command;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.DeliveryFilter;
import org.vigie.admin.DeliveryState;
import org.vigie.admin.FoundDeliveries;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie deliveries list`.
@Command(
    name = "list",
    description = {
      "Lists deliveries; without a choice those that wait, are held or failed.",
      "A digest is not listed, but what it tells is; show names both."
    },
    mixinStandardHelpOptions = true)
final class DeliveryListCommand implements Callable<Integer> {
  private static final int LIMIT = 1_000;

  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private DeliveryFilterOptions filter = new DeliveryFilterOptions();

  @Option(names = "--all", description = "Also those that arrived or were cancelled.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many, the last ones; default: " + LIMIT + ", with --json all.")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "One JSON object a line, with the alert.")
  private boolean json;

  DeliveryListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DeliveryFilter wanted =
        AdminCalls.call(() -> filter.toFilter(findStates(), terminal, cluster.settings(terminal)));
    AdminCalls.call(
        cluster,
        terminal,
        admin -> {
          print(admin, wanted);
          return 0;
        });
    return 0;
  }

  private Set<DeliveryState> findStates() {
    return all
        ? EnumSet.allOf(DeliveryState.class)
        : EnumSet.of(DeliveryState.WAITING, DeliveryState.HELD, DeliveryState.FAILED);
  }

  private void print(Admin admin, DeliveryFilter wanted) {
    FoundDeliveries found = admin.deliveries().find(wanted);
    if (json) {
      found.readLast(
          Objects.requireNonNullElse(limit, Integer.MAX_VALUE),
          one -> terminal.printLine(Json.toText(one)));
    } else if (found.size() == 0) {
      terminal.printStatus(
          all || filter.isGiven() ? "no deliveries" : "no deliveries wait, are held or failed");
    } else {
      printTable(found, Objects.requireNonNullElse(limit, LIMIT));
    }
  }

  private void printTable(FoundDeliveries found, int atMost) {
    Instant now = terminal.clock().instant();
    DisplayTime display = filter.zone().createDisplay(cluster.settings(terminal));
    String last = "LAST (" + display.zoneName() + ")";
    TextTable table =
        new TextTable("ID", "SUBSCRIPTION", "CHANNEL", "STATUS", "TRIES", last, "NEXT", "PROBLEM")
            .withWholeColumns("STATUS", last, "NEXT");
    found.readLast(
        atMost,
        one ->
            table.addRow(
                one.id(),
                one.subscription(),
                one.channel(),
                DeliveryTexts.formatState(one),
                Integer.toString(one.attempts()),
                display.formatCell(one.lastAttempt(), now),
                display.formatCell(one.nextAttempt(), now),
                describeProblem(one)));
    table.print(terminal);
    if (found.size() > atMost) {
      terminal.printStatus(
          "the last %d of %d; --limit N lists more".formatted(atMost, found.size()));
    }
  }

  private static String describeProblem(Delivery delivery) {
    HoldReason held = delivery.grouping().held();
    return delivery.problem() == null
            && held != null
            && DeliveryState.of(delivery) == DeliveryState.HELD
        ? DeliveryTexts.describe(held)
        : Objects.requireNonNullElse(delivery.problem(), "");
  }
}
