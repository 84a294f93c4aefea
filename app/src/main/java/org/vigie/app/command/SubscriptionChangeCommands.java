package org.vigie.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Identity;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vigie subscriptions edit`, `pause`, `resume`, `mute` and `unmute`: each writes the next version
/// of a subscription. Nothing that matched before is told again for it.
final class SubscriptionChangeCommands {
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

    TopicLabels readLabels() {
      return cluster.readLabels(terminal);
    }

    /// The next version.
    ///
    /// @throws Problem where there is nothing to change
    abstract Subscription createNextVersion(Subscription last, Instant now);

    @Override
    public Integer call() {
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        Subscription next =
            createNextVersion(wishes.findSubscription(id), terminal.clock().instant());
        wishes.writeSubscription(next);
        terminal.printLine(next.id() + " version " + next.version() + ", " + next.state());
      }
      return 0;
    }
  }

  @Command(
      name = "edit",
      description = {
        "Changes what a subscription asks for: options that are not given stay as they are.",
        "An empty value takes a wish back, as in --query ''."
      },
      mixinStandardHelpOptions = true)
  static final class Edit extends SingleSubscriptionChange {
    @Mixin private SubscriptionOptions asked = new SubscriptionOptions();

    Edit(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription createNextVersion(Subscription last, Instant now) {
      if (asked.isEmpty()) {
        throw CliException.createUsageError("nothing to change: give at least one option");
      }
      SubscriptionLine line = asked.applyTo(SubscriptionLine.of(last), readLabels(), terminal());
      return SubscriptionOptions.createVersion(line, last.version() + 1, now);
    }
  }

  @Command(
      name = "pause",
      description = "Keeps a subscription and matches nothing for it.",
      mixinStandardHelpOptions = true)
  static final class Pause extends SingleSubscriptionChange {
    Pause(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription createNextVersion(Subscription last, Instant now) {
      if (last.state() == Subscription.State.PAUSED) {
        throw new CliException("subscription '" + last.id() + "' is paused already");
      }
      return last.nextVersionWithState(Subscription.State.PAUSED, now);
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
    Subscription createNextVersion(Subscription last, Instant now) {
      if (last.state() != Subscription.State.PAUSED) {
        throw new CliException("subscription '" + last.id() + "' is not paused");
      }
      return last.nextVersionWithState(Subscription.State.ACTIVE, now);
    }
  }

  @Command(
      name = "mute",
      description = "Lets a subscription hear no more of a story.",
      mixinStandardHelpOptions = true)
  static final class Mute extends SingleSubscriptionChange {
    @Parameters(index = "1", paramLabel = "STORY", description = "The id in the alert.")
    private String story = "";

    Mute(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription createNextVersion(Subscription last, Instant now) {
      NotificationRule telling = last.telling();
      List<String> muted = new ArrayList<>(telling.muted());
      if (!Identity.isItemId(story)) {
        throw CliException.createUsageError(
            "'" + story + "' is no story; an alert names it in 'story', see alerts show or --json");
      }
      if (muted.contains(story)) {
        throw new CliException("story '" + story + "' is muted already");
      }
      muted.add(story);
      // The oldest make room: a story ends by itself after some days.
      List<String> kept =
          muted.subList(Math.max(0, muted.size() - NotificationRule.MAX_MUTED), muted.size());
      return last.nextVersionWithRule(
          new NotificationRule(telling.fromOutlets(), telling.updates(), kept), now);
    }
  }

  @Command(
      name = "unmute",
      description = "Lets a subscription hear of a story again, of what comes from now on.",
      mixinStandardHelpOptions = true)
  static final class Unmute extends SingleSubscriptionChange {
    @Parameters(index = "1", paramLabel = "STORY", description = "The id in the alert.")
    private String story = "";

    Unmute(Terminal terminal) {
      super(terminal);
    }

    @Override
    Subscription createNextVersion(Subscription last, Instant now) {
      NotificationRule telling = last.telling();
      List<String> muted = new ArrayList<>(telling.muted());
      if (!muted.remove(story)) {
        throw new CliException("story '" + story + "' is not muted");
      }
      return last.nextVersionWithRule(
          new NotificationRule(telling.fromOutlets(), telling.updates(), muted), now);
    }
  }
}
