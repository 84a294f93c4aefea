package org.vigie.app.command;

import java.util.concurrent.Callable;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.Subscriptions;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Subscription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vigie subscriptions edit`, `pause`, `resume`, `mute` and `unmute`: each writes the next version
/// of a subscription. Nothing that matched before raises an alert again.
final class SubscriptionChangeCommands {
  private static final String ALERT =
      "The short id at the end of the alert, or the id of its story; first letters do.";

  private SubscriptionChangeCommands() {}

  /// A change of one subscription.
  abstract static class SingleSubscriptionChange implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "Which subscription.")
    private String id = "";

    SingleSubscriptionChange(Terminal terminal) {
      this.terminal = terminal;
    }

    Terminal terminal() {
      return terminal;
    }

    /// Writes the next version.
    abstract Subscription change(Subscriptions subscriptions, String id);

    /// Prints what this command has to say of the next version.
    void report(Subscription next) {}

    @Override
    public Integer call() {
      Subscription next =
          AdminCalls.call(cluster, terminal, admin -> change(admin.subscriptions(), id));
      terminal.printLine(next.id() + " version " + next.version() + ", " + next.state());
      terminal.flush();
      report(next);
      SubscriptionReports.print(terminal, next, ChannelProblems.of(cluster.settings(terminal)));
      return 0;
    }
  }

  @Command(
      name = "edit",
      description = {
        "Changes what a subscription asks for: options that are not given stay as they are.",
        "An empty value removes a choice, as in --query ''. Channels that are given replace all"
            + " that it has, unless --keep-channels is."
      },
      mixinStandardHelpOptions = true)
  static final class Edit extends SingleSubscriptionChange {
    @Mixin private SubscriptionOptions asked = new SubscriptionOptions();

    Edit(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription change(Subscriptions subscriptions, String id) {
      SubscriptionRequest change = asked.toRequest(terminal());
      if (change.isEmpty()) {
        throw CliException.createUsageError("nothing to change: give at least one option");
      }
      asked.checkOutlets(subscriptions, change, terminal());
      return subscriptions.edit(id, change);
    }

    /// Channels that were given may have replaced others.
    @Override
    void report(Subscription next) {
      if (asked.changesChannels()) {
        SubscriptionReports.printChannels(terminal(), next);
      }
    }
  }

  @Command(
      name = "pause",
      description = "Keeps a subscription and matches nothing for it.",
      mixinStandardHelpOptions = true)
  static final class PauseSubscriptions extends SingleSubscriptionChange {
    PauseSubscriptions(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription change(Subscriptions subscriptions, String id) {
      return subscriptions.pause(id);
    }
  }

  @Command(
      name = "resume",
      description = "Goes on with a subscription that was paused; what came meanwhile is past.",
      mixinStandardHelpOptions = true)
  static final class Resume extends SingleSubscriptionChange {
    Resume(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription change(Subscriptions subscriptions, String id) {
      return subscriptions.resume(id);
    }
  }

  @Command(
      name = "mute",
      description = "Stops the alerts of a story for a subscription.",
      mixinStandardHelpOptions = true)
  static final class Mute extends SingleSubscriptionChange {
    @Parameters(index = "1", paramLabel = "ALERT", description = ALERT)
    private String story = "";

    Mute(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription change(Subscriptions subscriptions, String id) {
      return subscriptions.mute(id, story);
    }
  }

  @Command(
      name = "unmute",
      description = "Lets a subscription be alerted of a story again, of what comes from now on.",
      mixinStandardHelpOptions = true)
  static final class Unmute extends SingleSubscriptionChange {
    @Parameters(index = "1", paramLabel = "ALERT", description = ALERT)
    private String story = "";

    Unmute(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription change(Subscriptions subscriptions, String id) {
      return subscriptions.unmute(id, story);
    }
  }
}
