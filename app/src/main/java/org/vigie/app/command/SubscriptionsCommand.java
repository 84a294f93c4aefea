package org.vigie.app.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.SubscriptionTrial;
import org.vigie.admin.SubscriptionTrialResult;
import org.vigie.admin.Subscriptions;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vigie subscriptions`: who is alerted of what. Changes are in force at once, without a restart.
@Command(
    name = "subscriptions",
    description =
        "Adds, changes and lists subscriptions; a change is in force at once, without a restart.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SubscriptionsCommand.AddSubscription.class,
      SubscriptionsCommand.ListSubscriptions.class,
      SubscriptionShowCommand.class,
      SubscriptionTestCommand.class,
      SubscriptionChangeCommands.Edit.class,
      SubscriptionChangeCommands.PauseSubscriptions.class,
      SubscriptionChangeCommands.Resume.class,
      SubscriptionSilenceCommand.class,
      SubscriptionChangeCommands.Mute.class,
      SubscriptionChangeCommands.Unmute.class,
      SubscriptionFileCommands.ImportSubscriptions.class,
      SubscriptionFileCommands.ExportSubscriptions.class,
      SubscriptionsCommand.RemoveSubscription.class
    })
public final class SubscriptionsCommand {

  @Command(
      name = "add",
      description = "Adds a subscription, and says how often it would have alerted of late.",
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

    @Option(
        names = "--replace",
        description = "Replaces the one of this ID, whatever it asked for; edit changes it.")
    private boolean replace;

    AddSubscription(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (asked.isSelectionMissing()) {
        throw CliException.createUsageError("asks for nothing: give a --topic, a --query or both");
      }
      if (replace && id == null) {
        throw CliException.createUsageError("--replace: which one? give its ID");
      }
      SubscriptionRequest request = asked.toRequest(terminal);
      AdminCalls.call(
          () -> {
            Subscriptions.validateNew(id, request, cluster.readPacks(terminal));
            return request;
          });
      return AdminCalls.call(
          cluster,
          terminal,
          admin -> {
            asked.checkOutlets(admin.subscriptions(), request, terminal);
            Subscription added = write(admin.subscriptions(), request);
            terminal.printLine(added.id() + " version " + added.version());
            terminal.flush();
            SubscriptionReports.print(
                terminal, added, ChannelProblems.of(cluster.settings(terminal)));
            tryPrintFrequency(admin.subscriptions(), added.id());
            return 0;
          });
    }

    private Subscription write(Subscriptions subscriptions, SubscriptionRequest request) {
      if (replace && id != null) {
        return subscriptions.replace(id, request);
      }
      try {
        return subscriptions.add(id, request);
      } catch (AdminException.Conflict e) {
        throw new AdminException.Conflict(
            e.getMessage() + "; subscriptions edit changes it, add --replace begins anew");
      }
    }

    /// The subscription is written: whatever fails now, it was added.
    private void tryPrintFrequency(Subscriptions subscriptions, String added) {
      try {
        printFrequency(subscriptions, added);
      } catch (RuntimeException | StackOverflowError e) {
        terminal.printStatus(
            "vigie: it is added; how often it would have alerted is not known: "
                + SideReports.describe(e));
      }
    }

    private void printFrequency(Subscriptions subscriptions, String added) {
      SubscriptionTrialResult week =
          subscriptions.test(
              new SubscriptionTrial(
                  added,
                  SubscriptionRequest.NO_CHANGE,
                  Duration.ofDays(7),
                  cluster.readMaxAge(terminal)));
      UnjudgedItems.print(terminal, "vigie", week.unjudged());
      terminal.printStatus(
          week.articles() == 0
              ? "vigie: the archive has no article of the last 7 days yet, so nothing tells how"
                  + " often it will alert"
              : "vigie: in the last 7 days it would have sent "
                  + SubscriptionTestCommand.describeAlerts(week));
      SubscriptionTestCommand.printLeftOut(terminal, week);
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

    @Override
    public Integer call() {
      ChannelProblems problems = ChannelProblems.of(cluster.settings(terminal));
      List<Subscriptions.SubscriptionStatus> rows =
          AdminCalls.call(cluster, terminal, admin -> admin.subscriptions().list()).stream()
              .map(row -> addChannelProblems(row, problems))
              .toList();
      if (json) {
        rows.forEach(row -> terminal.printLine(toJson(row)));
      } else {
        print(rows);
      }
      return 0;
    }

    private static Subscriptions.SubscriptionStatus addChannelProblems(
        Subscriptions.SubscriptionStatus row, ChannelProblems channels) {
      String problems =
          Stream.concat(
                  Stream.ofNullable(row.problem()),
                  channels.find(row.subscription().channels()).stream())
              .collect(Collectors.joining("; "));
      return new Subscriptions.SubscriptionStatus(
          row.subscription(), problems.isEmpty() ? null : problems);
    }

    /// The keys of the subscription with masked addresses, and `problem`.
    private static String toJson(Subscriptions.SubscriptionStatus row) {
      ObjectNode object = Json.MAPPER.valueToTree(row.subscription());
      ChannelTexts.maskAddresses(object);
      String problem = row.problem() == null ? null : SafeText.toLine(row.problem());
      return Json.toText(object.put("problem", problem));
    }

    private void print(List<Subscriptions.SubscriptionStatus> rows) {
      TextTable table =
          new TextTable("ID", "VERSION", "STATE", "TOPICS", "QUERY", "SENT", "CHANNELS", "PROBLEM");
      for (Subscriptions.SubscriptionStatus row : rows) {
        Subscription one = row.subscription();
        table.addRow(
            one.id(),
            Integer.toString(one.version()),
            one.state().toString(),
            String.join(", ", one.topics()),
            one.query() == null ? "" : one.query(),
            TimingTexts.describeShort(one.telling().timing()),
            describeChannels(one),
            row.problem() == null ? "" : row.problem());
      }
      table.print(terminal);
    }
  }

  private static String describeChannels(Subscription one) {
    return one.channels().stream()
        .map(
            channel ->
                (channel.name() + " " + ChannelTexts.describeAddress(channel)).stripTrailing())
        .collect(Collectors.joining(", "));
  }

  @Command(
      name = "remove",
      description = "Ends subscriptions; what is unsent is cancelled.",
      mixinStandardHelpOptions = true)
  static final class RemoveSubscription implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Which subscriptions.")
    private List<String> ids = List.of();

    RemoveSubscription(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      int unknown = 0;
      for (Subscriptions.SubscriptionRemoval one :
          AdminCalls.call(cluster, terminal, admin -> admin.subscriptions().remove(ids))) {
        if (one.removed()) {
          terminal.printLine(one.id() + " removed");
        } else {
          unknown++;
          terminal.printStatus(
              "vigie subscriptions remove: there is no subscription '" + one.id() + "'");
        }
      }
      return unknown == 0 ? 0 : 1;
    }
  }
}
