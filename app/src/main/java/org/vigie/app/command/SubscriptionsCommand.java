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
import org.vigie.app.pipeline.Wishes;
import org.vigie.app.terminal.Problem;
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
      SubscriptionsCommand.Add.class,
      SubscriptionsCommand.ListAll.class,
      SubscriptionShowCommand.class,
      SubscriptionTestCommand.class,
      SubscriptionChangeCommands.Edit.class,
      SubscriptionChangeCommands.Pause.class,
      SubscriptionChangeCommands.Resume.class,
      SubscriptionChangeCommands.Mute.class,
      SubscriptionChangeCommands.Unmute.class,
      SubscriptionFileCommands.Import.class,
      SubscriptionFileCommands.Export.class,
      SubscriptionsCommand.Remove.class
    })
public final class SubscriptionsCommand {

  @Command(
      name = "add",
      description = "Adds a subscription, or gives one of this id a new version.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private SubscriptionOptions asked = new SubscriptionOptions();

    @Parameters(
        arity = "0..1",
        paramLabel = "ID",
        description = "Letters, digits, '.', '_', '-'; default: drawn at random.")
    private @Nullable String id;

    Add(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (asked.areMissing()) {
        throw Problem.usage("asks for nothing: give a --topic, a --query or both");
      }
      String name = id == null ? UUID.randomUUID().toString().substring(0, 8) : id;
      SubscriptionLine line = asked.over(SubscriptionLine.empty(name), terminal);
      Instant now = terminal.clock().instant();
      SubscriptionOptions.version(line, 1, now);
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        Subscription last = wishes.newestSubscriptions().get(name);
        int version = last == null ? 1 : last.version() + 1;
        Subscription added = SubscriptionOptions.version(line, version, now);
        wishes.put(added);
        terminal.print(added.id() + " version " + added.version());
      }
      return 0;
    }
  }

  @Command(
      name = "list",
      description = "Lists the subscriptions in force, and what is wrong with them.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    ListAll(Terminal terminal) {
      this.terminal = terminal;
    }

    /// A subscription in force.
    ///
    /// @param problem why it does not do what it should, null where it does
    private record Row(Subscription subscription, @Nullable String problem) {}

    @Override
    public Integer call() {
      List<Row> rows;
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        Collection<SubscriptionState> states = wishes.subscriptionStates();
        rows =
            wishes.newestSubscriptions().values().stream()
                .filter(one -> one.state() != Subscription.State.REMOVED)
                .sorted(Comparator.comparing(Subscription::id))
                .map(one -> new Row(one, problem(one, states)))
                .toList();
      }
      if (json) {
        rows.forEach(row -> terminal.print(json(row)));
      } else {
        print(rows);
      }
      return 0;
    }

    /// A state of an earlier version is about to be taken back. One of a later version speaks of a
    /// record that cannot be read, which is why it is not listed itself.
    private static @Nullable String problem(
        Subscription subscription, Collection<SubscriptionState> states) {
      String problems =
          states.stream()
              .filter(state -> state.subscription().equals(subscription.id()))
              .filter(state -> state.version() >= subscription.version())
              .sorted(Comparator.comparing(SubscriptionState::aspect))
              .map(state -> words(subscription, state))
              .collect(Collectors.joining("; "));
      return problems.isEmpty() ? null : problems;
    }

    private static String words(Subscription subscription, SubscriptionState state) {
      String version =
          state.version() == subscription.version() ? "" : "version " + state.version() + ": ";
      return Terminal.clean(version + state.aspect() + ": " + state.problem());
    }

    /// The keys of the subscription, and `problem`.
    private static String json(Row row) {
      ObjectNode object = Json.MAPPER.valueToTree(row.subscription());
      return Json.text(object.put("problem", row.problem()));
    }

    private void print(List<Row> rows) {
      Table table = new Table("ID", "VERSION", "STATE", "TOPICS", "QUERY", "CHANNELS", "PROBLEM");
      for (Row row : rows) {
        Subscription one = row.subscription();
        table.row(
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
  static final class Remove implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Which.")
    private List<String> ids = List.of();

    Remove(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        Map<String, Subscription> newest = wishes.newestSubscriptions();
        int unknown = 0;
        for (String id : ids) {
          Subscription one = newest.get(id);
          if (one == null || one.state() == Subscription.State.REMOVED) {
            unknown++;
            terminal.say("vigie subscriptions remove: there is no subscription '" + id + "'");
          } else {
            wishes.put(one.removed(terminal.clock().instant()));
            terminal.print(id + " removed");
          }
        }
        return unknown == 0 ? 0 : 1;
      }
    }
  }
}
