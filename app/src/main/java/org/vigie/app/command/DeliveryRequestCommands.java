package org.vigie.app.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vigie.admin.Admin;
import org.vigie.admin.Deliveries;
import org.vigie.admin.DeliveryFilter;
import org.vigie.admin.DeliveryState;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.RetryRequest;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie deliveries retry` and `drop`: requests to the notifier.
final class DeliveryRequestCommands {
  private DeliveryRequestCommands() {}

  /// Requests one thing of the deliveries that are named or selected.
  abstract static class DeliveryRequest implements Callable<Integer> {
    private final Terminal terminal;
    private final RetryRequest.Action action;
    private final String done;
    private final String planned;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private DeliveryFilterOptions filter = new DeliveryFilterOptions();

    @Option(names = "--all", description = "All that failed, wait or are held.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only says which ones; asks for nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object a delivery, with the refusal if any.")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Which deliveries.")
    private List<String> ids = List.of();

    /// @param done what is printed after the id of a delivery
    /// @param planned the same for a dry run
    DeliveryRequest(Terminal terminal, RetryRequest.Action action, String done, String planned) {
      this.terminal = terminal;
      this.action = action;
      this.done = done;
      this.planned = planned;
    }

    @Override
    public Integer call() {
      boolean selects = all || filter.isGiven();
      if (ids.isEmpty() != selects) {
        throw CliException.createUsageError(
            "which deliveries? give their ids, or options that select some, or --all");
      }
      if (dryRun && !selects) {
        throw CliException.createUsageError("--dry-run: goes with options that select deliveries");
      }
      try (Cluster open = cluster.open(terminal)) {
        List<Deliveries.RequestResult> results =
            AdminCalls.call(open.connection(), cluster, terminal, this::request);
        results.forEach(this::print);
        terminal.flush();
        printCount(results);
        if (open.ownsBroker() && !dryRun && isAnyRequested(results)) {
          terminal.printStatus("vigie: no notifier runs here; the next one will do it");
        }
        return results.stream().allMatch(one -> one.refusal() == null) ? 0 : 1;
      }
    }

    private List<Deliveries.RequestResult> request(Admin admin) {
      if (!ids.isEmpty()) {
        return admin.deliveries().request(action, ids);
      }
      DeliveryFilter wanted = filter.toFilter(findStates(), terminal, cluster.settings(terminal));
      return admin.deliveries().request(action, wanted, dryRun);
    }

    private Set<DeliveryState> findStates() {
      return all
          ? EnumSet.of(DeliveryState.WAITING, DeliveryState.HELD, DeliveryState.FAILED)
          : EnumSet.of(DeliveryState.FAILED);
    }

    private void print(Deliveries.RequestResult result) {
      if (json) {
        terminal.printLine(Json.toText(result));
      } else if (result.refusal() == null) {
        terminal.printLine(result.delivery() + " " + (dryRun ? planned : done));
      } else {
        terminal.printStatus(
            "vigie deliveries %s: %s %s"
                .formatted(
                    action, SafeText.toLine(result.delivery()), SafeText.toLine(result.refusal())));
      }
    }

    private void printCount(List<Deliveries.RequestResult> results) {
      if (ids.isEmpty()) {
        long count = results.stream().filter(one -> one.refusal() == null).count();
        terminal.printStatus(
            count == 0
                ? "vigie: there are none to " + action + describeUsualStates()
                : "vigie: %d %s%s"
                    .formatted(
                        count,
                        count == 1 ? "delivery " : "deliveries ",
                        (dryRun ? planned : done)));
      }
    }

    private String describeUsualStates() {
      return all || filter.isStatusGiven()
          ? ""
          : " among those that failed; --status selects others";
    }

    private static boolean isAnyRequested(List<Deliveries.RequestResult> results) {
      return results.stream().anyMatch(one -> one.refusal() == null);
    }
  }

  @Command(
      name = "retry",
      description = {
        "Asks the notifier to try deliveries once more; without a status those that failed.",
        "A failed one begins anew; one that waits or is held becomes due at once."
      },
      mixinStandardHelpOptions = true)
  static final class RetryDeliveries extends DeliveryRequest {
    RetryDeliveries(Terminal terminal) {
      super(
          terminal,
          RetryRequest.Action.RETRY,
          "asked for once more",
          "would be asked for once more");
    }
  }

  @Command(
      name = "drop",
      description = {
        "Asks the notifier to give deliveries up; without a status those that failed.",
        "They are cancelled, and their alerts are forgotten."
      },
      mixinStandardHelpOptions = true)
  static final class DropDeliveries extends DeliveryRequest {
    DropDeliveries(Terminal terminal) {
      super(terminal, RetryRequest.Action.DROP, "asked to be dropped", "would be dropped");
    }
  }
}
