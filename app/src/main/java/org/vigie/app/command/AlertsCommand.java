package org.vigie.app.command;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Alerts;
import org.vigie.admin.TimeRange;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Alert;
import org.vigie.runtime.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie alerts`: the alerts that were raised.
@Command(
    name = "alerts",
    description = "Lists alerts, shows one in full, or prints them as they come.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AlertsCommand.ListAlerts.class,
      AlertsCommand.TailAlerts.class,
      AlertShowCommand.class
    })
public final class AlertsCommand {

  /// The options that select alerts and their output format.
  static final class AlertFilterOptions {
    @Option(
        names = "--since",
        paramLabel = "TIME",
        description = "Raised from then on: 24h, 2025-08, 2025-08-31T14:00 (in --zone).")
    @Nullable String since;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "About this topic.")
    @Nullable String topic;

    @Option(names = "--subscription", paramLabel = "ID", description = "For this subscription.")
    @Nullable String subscription;

    @Option(names = "--json", description = "One JSON object a line.")
    boolean json;

    @Mixin private ZoneOption zone = new ZoneOption();

    Alerts.AlertFilter toFilter(Instant now, Settings settings) {
      Instant from = since == null ? null : TimeRange.parseSince(since, now, zone.read(settings));
      return new Alerts.AlertFilter(from, topic, subscription);
    }

    AlertPrinter createPrinter(
        Terminal terminal, AlertPrinter.AlertFormat forPeople, ClusterOptions cluster) {
      return new AlertPrinter(
          terminal,
          json ? AlertPrinter.AlertFormat.JSON : forPeople,
          cluster.readLabels(terminal),
          zone.createDisplay(cluster.settings(terminal)));
    }
  }

  @Command(
      name = "list",
      description = "Lists the alerts that were raised, oldest first.",
      mixinStandardHelpOptions = true)
  static final class ListAlerts implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private AlertFilterOptions options = new AlertFilterOptions();

    ListAlerts(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Alerts.AlertFilter filter =
          AdminCalls.call(
              () -> options.toFilter(terminal.clock().instant(), cluster.settings(terminal)));
      List<Alert> alerts = AdminCalls.call(cluster, terminal, admin -> admin.alerts().list(filter));
      alerts.forEach(options.createPrinter(terminal, AlertPrinter.AlertFormat.LISTED, cluster));
      if (alerts.isEmpty()) {
        terminal.printStatus("no alerts");
      }
      return 0;
    }
  }

  @Command(
      name = "tail",
      description =
          "Prints alerts as they are raised, until Ctrl-C; with --since earlier ones first.",
      mixinStandardHelpOptions = true)
  static final class TailAlerts implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private AlertFilterOptions options = new AlertFilterOptions();

    TailAlerts(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Instant started = terminal.clock().instant();
      Alerts.AlertFilter filter =
          AdminCalls.call(() -> options.toFilter(started, cluster.settings(terminal)));
      AlertPrinter past = options.createPrinter(terminal, AlertPrinter.AlertFormat.LISTED, cluster);
      AlertPrinter live = options.createPrinter(terminal, AlertPrinter.AlertFormat.LIVE, cluster);
      return AdminCalls.call(
          cluster,
          terminal,
          admin -> {
            admin
                .alerts()
                .follow(
                    filter,
                    alert ->
                        (alert.timeline().decided().isBefore(started) ? past : live).accept(alert),
                    () -> terminal.shutdown().isRequested() || terminal.writeFailure() != null);
            return 0;
          });
    }
  }
}
