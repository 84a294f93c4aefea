package org.vigie.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.SilenceRequest;
import org.vigie.admin.Subscriptions;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;
import org.vigie.runtime.settings.Durations;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vigie subscriptions silence`: nothing is sent for once.
@Command(
    name = "silence",
    description = {
      "Sends nothing for once but what breaks through.",
      "What comes meanwhile is told as one message at the end."
    },
    mixinStandardHelpOptions = true)
final class SubscriptionSilenceCommand extends SubscriptionChangeCommands.SingleSubscriptionChange {
  @ArgGroup(multiplicity = "1")
  private SilenceEnd end = new SilenceEnd();

  /// One of them is given.
  static final class SilenceEnd {
    @Option(names = "--for", paramLabel = "DURATION", description = "For this long, such as 2h.")
    private @Nullable String length;

    @Option(
        names = "--until",
        paramLabel = "TIME",
        description =
            "Until the next 07:30, or until 2025-03-16 or 2025-03-16T07:30, in the time zone of the"
                + " subscription.")
    private @Nullable String time;

    @Option(names = "--end", description = "Ends a silence now.")
    private boolean isEnd;

    private SilenceRequest toRequest() {
      if (isEnd) {
        return new SilenceRequest.End();
      }
      return length == null
          ? new SilenceRequest.Until(Objects.requireNonNull(time))
          : new SilenceRequest.For(parse(length));
    }

    private static Duration parse(String text) {
      try {
        return Durations.parse(text);
      } catch (IllegalArgumentException e) {
        throw CliException.createUsageError("--for: " + e.getMessage(), e);
      }
    }
  }

  SubscriptionSilenceCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Subscription change(Subscriptions subscriptions, String id) {
    return subscriptions.silence(id, end.toRequest());
  }

  @Override
  void report(Subscription next) {
    NotificationTiming timing = next.telling().timing();
    Instant until = timing.silentUntil();
    if (until != null) {
      terminal()
          .printStatus(
              "vigie: subscription %s is silent until %s"
                  .formatted(next.id(), new DisplayTime(timing.zone()).format(until)));
    }
  }
}
