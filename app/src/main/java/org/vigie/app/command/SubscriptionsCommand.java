package org.vigie.app.command;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.wire.Json;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vigie subscriptions`: who wants what. Changes are in force at once, without a restart.
@Command(
    name = "subscriptions",
    description = "Who wants what: changes are in force at once, without a restart.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SubscriptionsCommand.AddSubscription.class,
      SubscriptionsCommand.ListSubscriptions.class,
      SubscriptionShowCommand.class,
      SubscriptionTestCommand.class,
      SubscriptionChangeCommands.Edit.class,
      SubscriptionChangeCommands.Pause.class,
      SubscriptionChangeCommands.Resume.class,
      SubscriptionChangeCommands.Mute.class,
      SubscriptionChangeCommands.Unmute.class,
      SubscriptionFileCommands.ImportSubscriptions.class,
      SubscriptionFileCommands.ExportSubscriptions.class,
      SubscriptionsCommand.RemoveSubscription.class
    })
public final class SubscriptionsCommand {

  @Command(
      name = "add",
      description = "Adds a subscription, or gives one of this id a new version.",
      mixinStandardHelpOptions = true)
  static final class AddSubscription implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private SubscriptionOptions asked = new SubscriptionOptions();

    @Parameters(
        arity = "0..1",
        paramLabel = "ID",
        description = "Letters, digits, '.', '_', '-'; default: drawn at random.")
    private @Nullable String id;

    AddSubscription(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (asked.isSelectionMissing()) {
        throw CliException.createUsageError("asks for nothing: give a --topic, a --query or both");
      }
      String name = id == null ? UUID.randomUUID().toString().substring(0, 8) : id;
      SubscriptionLine line =
          asked.applyTo(SubscriptionLine.empty(name), cluster.readLabels(terminal), terminal);
      Instant now = terminal.clock().instant();
      SubscriptionOptions.createVersion(line, 1, now);
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        Subscription last = wishes.readNewestSubscriptions().get(name);
        int version = last == null ? 1 : last.version() + 1;
        Subscription added = SubscriptionOptions.createVersion(line, version, now);
        wishes.writeSubscription(added);
        terminal.printLine(added.id() + " version " + added.version());
      }
      return 0;
    }
  }

  @Command(
      name = "list",
      description = "Lists the subscriptions in force, and what is wrong with them.",
      mixinStandardHelpOptions = true)
  static final class ListSubscriptions implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    ListSubscriptions(Terminal terminal) {
      this.terminal = terminal;
    }

    /// A subscription in force.
    ///
    /// @param problem why it does not do what it should, null where it does
    private record SubscriptionRow(Subscription subscription, @Nullable String problem) {}

    @Override
    public Integer call() {
      List<SubscriptionRow> rows;
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        Collection<SubscriptionState> states = wishes.readSubscriptionStates();
        rows =
            wishes.readNewestSubscriptions().values().stream()
                .filter(one -> one.state() != Subscription.State.REMOVED)
                .sorted(Comparator.comparing(Subscription::id))
                .map(one -> new SubscriptionRow(one, findProblem(one, states)))
                .toList();
      }
      if (json) {
        rows.forEach(row -> terminal.printLine(toJson(row)));
      } else {
        print(rows);
      }
      return 0;
    }

    /// A state of an earlier version is about to be taken back. One of a later version speaks of a
    /// record that cannot be read, which is why it is not listed itself.
    private static @Nullable String findProblem(
        Subscription subscription, Collection<SubscriptionState> states) {
      String problems =
          states.stream()
              .filter(state -> state.subscription().equals(subscription.id()))
              .filter(state -> state.version() >= subscription.version())
              .sorted(Comparator.comparing(SubscriptionState::aspect))
              .map(state -> describeState(subscription, state))
              .collect(Collectors.joining("; "));
      return problems.isEmpty() ? null : problems;
    }

    private static String describeState(Subscription subscription, SubscriptionState state) {
      String version =
          state.version() == subscription.version() ? "" : "version " + state.version() + ": ";
      return Terminal.sanitize(version + state.aspect() + ": " + state.problem());
    }

    /// The keys of the subscription, and `problem`.
    private static String toJson(SubscriptionRow row) {
      ObjectNode object = Json.MAPPER.valueToTree(row.subscription());
      return Json.toText(object.put("problem", row.problem()));
    }

    private void print(List<SubscriptionRow> rows) {
      TextTable table =
          new TextTable("ID", "VERSION", "STATE", "TOPICS", "QUERY", "CHANNELS", "PROBLEM");
      for (SubscriptionRow row : rows) {
        Subscription one = row.subscription();
        table.addRow(
            one.id(),
            Integer.toString(one.version()),
            one.state().toString(),
            String.join(", ", one.topics()),
            one.query() == null ? "" : one.query(),
            String.join(", ", one.channels().stream().map(Channel::name).toList()),
            row.problem() == null ? "" : row.problem());
      }
      table.print(terminal);
    }
  }

  @Command(
      name = "remove",
      description = "Ends subscriptions; what is unsent is cancelled.",
      mixinStandardHelpOptions = true)
  static final class RemoveSubscription implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Which.")
    private List<String> ids = List.of();

    RemoveSubscription(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        Map<String, Subscription> newest = wishes.readNewestSubscriptions();
        int unknown = 0;
        for (String id : ids) {
          Subscription one = newest.get(id);
          if (one == null || one.state() == Subscription.State.REMOVED) {
            unknown++;
            terminal.printStatus(
                "vigie subscriptions remove: there is no subscription '" + id + "'");
          } else {
            wishes.writeSubscription(one.nextVersionRemoved(terminal.clock().instant()));
            terminal.printLine(id + " removed");
          }
        }
        return unknown == 0 ? 0 : 1;
      }
    }
  }
}
