package org.vigie.app.command;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.ChannelStatus;
import org.vigie.admin.DeliveryState;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie channels list`.
@Command(
    name = "list",
    description = {
      "Lists the channels of all subscriptions, and what became of the last delivery.",
      "Of addresses that are secret the end is shown."
    },
    mixinStandardHelpOptions = true)
final class ChannelListCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Of this subscription only.")
  private @Nullable String id;

  ChannelListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<ChannelStatus> channels =
        AdminCalls.call(cluster, terminal, admin -> admin.deliveries().listChannels(id));
    if (json) {
      channels.forEach(one -> terminal.printLine(Json.toText(ChannelTexts.toJson(one))));
    } else {
      print(channels);
    }
    return 0;
  }

  private void print(List<ChannelStatus> channels) {
    Instant now = terminal.clock().instant();
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    String last = "LAST (" + display.zoneName() + ")";
    String failing = "FAILING SINCE";
    TextTable table =
        new TextTable(
                "SUBSCRIPTION",
                "CHANNEL",
                "KIND",
                "ADDRESS",
                last,
                "RESULT",
                "HELD",
                failing,
                "PROBLEM")
            .withWholeColumns(last, "RESULT", "HELD", failing);
    for (ChannelStatus one : channels) {
      table.addRow(
          one.subscription(),
          one.channel().name(),
          one.channel().kind(),
          ChannelTexts.describeAddress(one.channel()),
          display.formatCell(one.lastAttempt(), now),
          describeResult(one),
          Long.toString(one.counts().getOrDefault(DeliveryState.HELD, 0L)),
          display.formatCell(one.failingSince(), now),
          one.problem() == null ? "" : one.problem());
    }
    table.print(terminal);
  }

  private static String describeResult(ChannelStatus status) {
    if (status.lastAttempt() == null) {
      return "none yet";
    }
    return status.failingSince() == null ? "arrived" : "failed";
  }
}
