package org.vigie.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.lag.GroupLag;
import org.vigie.app.lag.LagMonitor;
import org.vigie.app.lag.LagReport;
import org.vigie.app.lag.PartitionLag;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie lag`: how far consumer groups are behind, in records and in time.
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
    try (LagMonitor monitor = LagMonitor.open(connection, terminal.clock())) {
      print(monitor.measure(group));
      while (watch && !terminal.isUnheard() && !terminal.stop().await(INTERVAL)) {
        print(monitor.measure(group));
      }
    }
    return 0;
  }

  private void print(LagReport report) {
    if (group != null && report.groups().isEmpty() && !watch) {
      throw new Problem("the cluster knows no group '" + Terminal.clean(group) + "'");
    }
    if (json) {
      report.groups().forEach(lag -> terminal.print(Json.text(row(report, lag))));
    } else if (report.groups().isEmpty()) {
      terminal.say("no groups");
    } else {
      table(report);
    }
    terminal.flush();
  }

  private static Map<String, Object> row(LagReport report, GroupLag lag) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("at", report.at());
    row.putAll(Json.MAPPER.convertValue(lag, Map.class));
    return row;
  }

  private void table(LagReport report) {
    if (watch) {
      terminal.print((terminal.colours() ? "\033[H\033[2J" : "\n") + report.at());
    }
    Table table =
        new Table("GROUP", "PARTITION", "COMMITTED", "END", "RECORDS", "AGE", "STATUS", "STATE");
    for (GroupLag lag : report.groups()) {
      table.row(
          lag.group(),
          "",
          "",
          "",
          number(lag, lag.records()),
          lag.unknownPartitions() > 0 && isZero(lag.ageMs()) ? "?" : age(lag.ageMs()),
          lag.status().toString(),
          lag.state());
      lag.partitions().stream()
          .filter(partition -> group != null || partition.status().isProblem())
          .forEach(partition -> row(table, partition));
    }
    table.print(terminal);
  }

  private static void row(Table table, PartitionLag lag) {
    table.row(
        "",
        lag.topic() + "-" + lag.partition(),
        number(lag.committed()),
        number(lag.end()),
        number(lag.records()),
        age(lag.ageMs()),
        lag.status() + (lag.expired() > 0 ? ", " + lag.expired() + " lost to retention" : ""),
        "");
  }

  /// What is not known must not look like nothing: a sum without all of its parts is a least.
  private static String number(GroupLag lag, @Nullable Long sum) {
    if (lag.unknownPartitions() == 0) {
      return number(sum);
    }
    return sum == null || sum == 0 ? "?" : "≥ " + sum;
  }

  private static boolean isZero(@Nullable Long number) {
    return number != null && number == 0;
  }

  private static String number(@Nullable Long number) {
    return number == null ? "?" : number.toString();
  }

  private static String age(@Nullable Long millis) {
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
