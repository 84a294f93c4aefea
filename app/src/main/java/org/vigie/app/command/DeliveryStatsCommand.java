package org.vigie.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.ChannelStatus;
import org.vigie.admin.DeliveryState;
import org.vigie.admin.DeliveryStats;
import org.vigie.admin.TimeRange;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.app.time.RelativeTime;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `vigie deliveries stats`.
@Command(
    name = "stats",
    description = {
      "Counts deliveries by channel and status, and what is held; names the channels that fail.",
      "How long alerts took: from their decision to their arrival, without what was held."
    },
    mixinStandardHelpOptions = true)
final class DeliveryStatsCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what was last tried from then on: 24h, 2025-08, 2025-08-31T14:00.")
  private @Nullable String since;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  DeliveryStatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Instant now = terminal.clock().instant();
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    Instant from =
        AdminCalls.call(
            () -> since == null ? null : TimeRange.parseSince(since, now, display.zone()));
    DeliveryStats stats =
        AdminCalls.call(cluster, terminal, admin -> admin.deliveries().measure(from));
    if (json) {
      terminal.printLine(Json.toText(toJson(stats)));
    } else {
      print(stats, display, now);
    }
    return 0;
  }

  private static ObjectNode toJson(DeliveryStats stats) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    object.set("counts", Json.MAPPER.valueToTree(stats.counts()));
    object.set("held", Json.MAPPER.valueToTree(stats.held()));
    object.set("oldestDue", Json.MAPPER.valueToTree(stats.oldestDue()));
    DeliveryStats.Latency latency = stats.latency();
    object
        .putObject("latency")
        .put("count", latency.count())
        .put("p50Millis", latency.p50().toMillis())
        .put("p99Millis", latency.p99().toMillis());
    ArrayNode failing = object.putArray("failing");
    stats.failing().forEach(status -> failing.add(ChannelTexts.toJson(status)));
    return object;
  }

  private void print(DeliveryStats stats, DisplayTime display, Instant now) {
    printCounts(stats.counts());
    DetailPrinter details = new DetailPrinter(terminal);
    stats
        .held()
        .forEach(
            (reason, count) ->
                details.printField("held", count + " " + DeliveryTexts.describe(reason)));
    details.printField("oldest due", describeDue(stats.oldestDue(), display, now));
    details.printField("latency", describe(stats.latency()));
    for (ChannelStatus status : stats.failing()) {
      details.printField(
          "failing",
          "%s of %s since %s: %s"
              .formatted(
                  ChannelTexts.describe(status.channel()),
                  status.subscription(),
                  display.format(status.failingSince()),
                  status.problem()));
    }
  }

  private void printCounts(Map<String, Map<DeliveryState, Long>> counts) {
    TextTable table =
        new TextTable("CHANNEL", "DELIVERED", "WAITING", "HELD", "FAILED", "CANCELLED");
    Map<DeliveryState, Long> sum = new EnumMap<>(DeliveryState.class);
    counts.forEach(
        (kind, byState) -> {
          addRow(table, kind, byState);
          byState.forEach((state, count) -> sum.merge(state, count, Long::sum));
        });
    addRow(table, "all", sum);
    table.print(terminal);
  }

  private static void addRow(TextTable table, String kind, Map<DeliveryState, Long> counts) {
    table.addRow(
        kind,
        format(counts, DeliveryState.DELIVERED),
        format(counts, DeliveryState.WAITING),
        format(counts, DeliveryState.HELD),
        format(counts, DeliveryState.FAILED),
        format(counts, DeliveryState.CANCELLED));
  }

  private static String format(Map<DeliveryState, Long> counts, DeliveryState state) {
    return Long.toString(counts.getOrDefault(state, 0L));
  }

  private static @Nullable String describeDue(
      @Nullable Instant due, DisplayTime display, Instant now) {
    return due == null ? null : display.format(due) + ", " + RelativeTime.format(due, now);
  }

  private static @Nullable String describe(DeliveryStats.Latency latency) {
    return latency.count() == 0
        ? null
        : "half within %s, 99 of 100 within %s, of %d that were not held"
            .formatted(format(latency.p50()), format(latency.p99()), latency.count());
  }

  private static String format(Duration length) {
    return length.toSeconds() < 10 ? length.toMillis() + " ms" : RelativeTime.formatLength(length);
  }
}
