package org.vigie.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.lag.GroupLag;
import org.vigie.admin.lag.LagMonitor;
import org.vigie.admin.lag.LagReport;
import org.vigie.admin.lag.PartitionLag;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie lag`: the lag of consumer groups, in records and in time.
@Command(
    name = "lag",
    description = {
      "Prints how far consumer groups are behind: the records that wait, and the age of the"
          + " oldest.",
      "For any group of the cluster. Partitions are listed where something waits or is unknown;"
          + " with --group all of them, and always with --json."
    },
    mixinStandardHelpOptions = true)
public final class LagCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Terminal terminal;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(names = "--group", paramLabel = "GROUP", description = "Only this group.")
  private @Nullable String group;

  @Option(names = "--watch", description = "Measures again every second, until Ctrl-C.")
  private boolean watch;

  @Option(names = "--json", description = "One JSON object a line for each group.")
  private boolean json;

  public LagCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<KafkaConnection> running = cluster.find(terminal);
    if (running.isPresent()) {
      return measure(running.get());
    }
    try (Cluster started = cluster.open(terminal)) {
      return measure(started.connection());
    }
  }

  private int measure(KafkaConnection connection) throws InterruptedException {
    if (!watch) {
      print(AdminCalls.call(connection, cluster, terminal, admin -> admin.measureLag(group)));
      return 0;
    }
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    try (LagMonitor monitor =
        AdminCalls.call(connection, cluster, terminal, admin -> admin.openLagMonitor())) {
      do {
        print(monitor.measure(group), display);
      } while (terminal.writeFailure() == null && !terminal.shutdown().await(INTERVAL));
    }
    return 0;
  }

  private void print(LagReport report, DisplayTime display) {
    if (!json && !report.groups().isEmpty()) {
      terminal.printLine(
          (terminal.colours() ? "\033[H\033[2J" : "\n") + display.format(report.at()));
    }
    print(report);
  }

  private void print(LagReport report) {
    if (json) {
      report.groups().forEach(lag -> terminal.printLine(Json.toText(toRow(report, lag))));
    } else if (report.groups().isEmpty()) {
      terminal.printStatus("no groups");
    } else {
      printTable(report);
    }
    terminal.flush();
  }

  private static Map<String, Object> toRow(LagReport report, GroupLag lag) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("at", report.at());
    row.putAll(Json.MAPPER.convertValue(lag, Map.class));
    return row;
  }

  private void printTable(LagReport report) {
    TextTable table =
        new TextTable(
            "GROUP", "PARTITION", "COMMITTED", "END", "RECORDS", "AGE", "STATUS", "STATE");
    for (GroupLag lag : report.groups()) {
      table.addRow(
          lag.group(),
          "",
          "",
          "",
          formatNumber(lag, lag.records()),
          lag.unknownPartitions() > 0 && isZero(lag.ageMs()) ? "?" : formatAge(lag.ageMs()),
          lag.status().toString(),
          lag.state());
      lag.partitions().stream()
          .filter(partition -> group != null || partition.status().isProblem())
          .forEach(partition -> addPartitionRow(table, partition));
    }
    table.print(terminal);
  }

  private static void addPartitionRow(TextTable table, PartitionLag lag) {
    table.addRow(
        "",
        lag.topic() + "-" + lag.partition(),
        formatNumber(lag.committed()),
        formatNumber(lag.end()),
        formatNumber(lag.records()),
        formatAge(lag.ageMs()),
        lag.status() + (lag.expired() > 0 ? ", " + lag.expired() + " lost to retention" : ""),
        "");
  }

  /// An unknown number must not look like zero: a sum without all of its parts is a lower bound.
  private static String formatNumber(GroupLag lag, @Nullable Long sum) {
    if (lag.unknownPartitions() == 0) {
      return formatNumber(sum);
    }
    return sum == null || sum == 0 ? "?" : "≥ " + sum;
  }

  private static boolean isZero(@Nullable Long number) {
    return number != null && number == 0;
  }

  private static String formatNumber(@Nullable Long number) {
    return number == null ? "?" : number.toString();
  }

  private static String formatAge(@Nullable Long millis) {
    if (millis == null) {
      return "?";
    }
    Duration age = Duration.ofMillis(millis);
    if (age.toDays() > 0) {
      return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
    }
    if (age.toHours() > 0) {
      return "%d h %d min".formatted(age.toHours(), age.toMinutesPart());
    }
    if (age.toMinutes() > 0) {
      return "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart());
    }
    return age.toSeconds() > 0
        ? "%d.%d s".formatted(age.toSeconds(), age.toMillisPart() / 100)
        : "%d ms".formatted(millis);
  }
}
