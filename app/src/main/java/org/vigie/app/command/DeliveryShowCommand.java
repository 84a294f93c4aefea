package org.vigie.app.command;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.vigie.admin.Deliveries;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vigie deliveries show`.
@Command(
    name = "show",
    description = "Shows a delivery, or a message that tells several, and what it carries.",
    mixinStandardHelpOptions = true)
final class DeliveryShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final DetailPrinter details;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--json",
      description = "One JSON object; with the deliveries that a message tells, and the headlines.")
  private boolean json;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Parameters(paramLabel = "ID", description = "Which delivery or message.")
  private String id = "";

  DeliveryShowCommand(Terminal terminal) {
    this.terminal = terminal;
    details = new DetailPrinter(terminal);
  }

  @Override
  public Integer call() {
    Deliveries.DeliveryDetails found =
        AdminCalls.call(cluster, terminal, admin -> admin.deliveries().show(id));
    if (json) {
      terminal.printLine(toJson(found));
    } else {
      print(found);
    }
    return 0;
  }

  /// The keys of the delivery, `message` with the id of the one that tells it, and `headlines`.
  private static String toJson(Deliveries.DeliveryDetails found) {
    ObjectNode object = Json.MAPPER.valueToTree(found.delivery());
    Delivery message = found.message();
    object.put("message", message == null ? null : message.id());
    return Json.toText(object.set("headlines", Json.MAPPER.valueToTree(found.headlines())));
  }

  private void print(Deliveries.DeliveryDetails found) {
    Delivery delivery = found.delivery();
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    printFields(delivery, display);
    Delivery message = found.message();
    if (message != null) {
      int count = message.grouping().members().size();
      details.printField(
          "told by",
          "%s, %s, which tells %s"
              .formatted(
                  message.id(),
                  DeliveryTexts.formatState(message),
                  count == 1 ? "1 delivery" : count + " deliveries"));
      details.printField("its problem", message.problem());
    }
    printMembers(found);
    Alert content = delivery.content();
    if (content != null) {
      printAlert(content, display);
    } else {
      details.printField("title", found.headlines().get(delivery.id()));
    }
  }

  private void printFields(Delivery delivery, DisplayTime display) {
    HoldReason held = delivery.grouping().held();
    details.printField(delivery.isBatch() ? "message" : "delivery", delivery.id());
    details.printField("status", DeliveryTexts.formatState(delivery));
    details.printField("subscription", delivery.subscription());
    details.printField("channel", delivery.channel());
    if (!delivery.isBatch() && delivery.notice() == null) {
      details.printField("alert", delivery.alert() + ", number " + delivery.seq());
    }
    details.printField("held", held == null ? null : DeliveryTexts.describe(held));
    details.printField("attempts", Integer.toString(delivery.attempts()));
    details.printField("since", display.format(delivery.since()));
    details.printField("last attempt", display.format(delivery.lastAttempt()));
    details.printField(
        delivery.attempts() == 0 ? "due" : "next attempt", display.format(delivery.nextAttempt()));
    details.printField("problem", delivery.problem());
    Delivery.Notice notice = delivery.notice();
    if (notice != null) {
      details.printField(
          "tells that", "channel " + notice.channel() + " fails: " + notice.problem());
    }
  }

  private void printMembers(Deliveries.DeliveryDetails found) {
    Map<String, String> headlines = found.headlines();
    for (Delivery.BatchMember member : found.delivery().grouping().members()) {
      details.printField(
          "tells",
          member.delivery()
              + "  "
              + Objects.requireNonNullElse(headlines.get(member.delivery()), ""));
    }
  }

  private void printAlert(Alert content, DisplayTime display) {
    terminal.printLine("");
    new AlertPrinter(
            terminal, AlertPrinter.AlertFormat.LISTED, cluster.readLabels(terminal), display)
        .accept(content);
  }
}
