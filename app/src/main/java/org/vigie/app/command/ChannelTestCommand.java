package org.vigie.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.RelativeTime;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.Suggestions;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `vigie channels test`: sends a trial message by the channels of a subscription.
@Command(
    name = "test",
    description = {
      "Sends a message that is marked as a trial by each channel of a subscription.",
      "It carries the newest alert, or an invented one where there is none, and is sent from this"
          + " process with the configuration of this machine; nothing is written to Kafka."
    },
    mixinStandardHelpOptions = true)
final class ChannelTestCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "By this channel only, or by those of this kind.")
  private @Nullable String wanted;

  @Option(
      names = "--json",
      description = "One JSON object a channel; the console prints its alert as JSON as well.")
  private boolean json;

  @Parameters(paramLabel = "ID", description = "Which subscription.")
  private String id = "";

  ChannelTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What came of one trial.
  ///
  /// @param word one of `arrived`, `failed`, `not sent`, `refused`
  /// @param problem null if it arrived
  private record Outcome(String word, @Nullable String problem) {
    static Outcome of(SendResult result) {
      return switch (result) {
        case SendResult.Delivered delivered -> new Outcome("arrived", null);
        case SendResult.TemporaryFailure failure -> new Outcome("failed", describe(failure));
        case SendResult.NotSent notSent -> new Outcome("not sent", notSent.problem());
        case SendResult.PermanentFailure failure -> new Outcome("refused", failure.problem());
      };
    }

    private static String describe(SendResult.TemporaryFailure failure) {
      return failure.retryAfter() == null
          ? failure.problem()
          : failure.problem()
              + "; it asks to wait for "
              + RelativeTime.formatLength(failure.retryAfter());
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    return AdminCalls.call(
        cluster,
        terminal,
        admin -> {
          Subscription subscription = admin.subscriptions().show(id).subscription();
          List<Channel> channels = selectChannels(subscription);
          Instant now = terminal.clock().instant();
          Alert alert =
              admin.alerts().findNewest(id).orElseGet(() -> TrialAlert.create(subscription, now));
          return sendAll(subscription, channels, alert) ? 0 : 1;
        });
  }

  private List<Channel> selectChannels(Subscription subscription) {
    List<Channel> selected =
        subscription.channels().stream()
            .filter(one -> wanted == null || one.name().equals(wanted) || one.kind().equals(wanted))
            .toList();
    if (selected.isEmpty()) {
      List<String> names = subscription.channels().stream().map(Channel::name).toList();
      throw new CliException(
          "subscription '%s' has no channel '%s'; there are %s%s"
              .formatted(
                  id,
                  wanted,
                  String.join(", ", names),
                  Suggestions.nearest(String.valueOf(wanted), names)));
    }
    return selected;
  }

  private boolean sendAll(Subscription subscription, List<Channel> channels, Alert alert) {
    List<ChannelSender> senders = createSenders();
    try {
      boolean arrived = true;
      for (Channel channel : channels) {
        Outcome outcome = send(senders, createTrial(subscription, channel, alert));
        print(channel, outcome);
        arrived &= outcome.problem() == null;
      }
      return arrived;
    } finally {
      senders.forEach(ChannelSender::close);
    }
  }

  private List<ChannelSender> createSenders() {
    Settings settings = cluster.settings(terminal);
    AlertPrinter printer =
        new AlertPrinter(
            terminal,
            json ? AlertPrinter.AlertFormat.JSON : AlertPrinter.AlertFormat.LIVE,
            cluster.readLabels(terminal),
            zone.createDisplay(settings));
    RoleSettings roles = RoleSettings.createForCluster(settings, cluster.data(settings));
    List<ChannelSender> senders = new ArrayList<>();
    senders.add(new ConsoleSender(printer));
    senders.addAll(roles.channels().createSenders(roles.secrets(), terminal.clock()));
    return senders;
  }

  private static Message createTrial(Subscription subscription, Channel channel, Alert alert) {
    return new Message(
        UUID.randomUUID().toString().replace("-", ""),
        channel,
        new Message.Reader(
            List.of(subscription.id()),
            subscription.language(),
            subscription.telling().timing().zone()),
        new Message.Trial(alert),
        null);
  }

  private static Outcome send(List<ChannelSender> senders, Message message) {
    if (message.channel() instanceof Channel.Unknown unknown) {
      return new Outcome("not sent", unknown.reason());
    }
    return senders.stream()
        .filter(sender -> sender.kind().equals(message.channel().kind()))
        .findFirst()
        .map(sender -> trySend(sender, message))
        .orElse(new Outcome("not sent", "this process has no such channel"));
  }

  private static Outcome trySend(ChannelSender sender, Message message) {
    try {
      return Outcome.of(sender.send(message));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome("not sent", "interrupted");
    } catch (RuntimeException e) {
      return new Outcome("failed", String.valueOf(e.getMessage()));
    }
  }

  private void print(Channel channel, Outcome outcome) {
    if (json) {
      ObjectNode object = Json.MAPPER.createObjectNode();
      object.put("channel", channel.name()).put("kind", channel.kind());
      object.put("address", ChannelTexts.describeAddress(channel));
      object.put("result", outcome.word()).put("problem", outcome.problem());
      terminal.printLine(Json.toText(object));
    } else {
      String place =
          Stream.of(channel.name(), ChannelTexts.describeAddress(channel))
              .filter(part -> !part.isEmpty())
              .reduce((name, address) -> name + " " + address)
              .orElse("");
      terminal.printLine(
          SafeText.toLine(
              "%s: %s%s"
                  .formatted(
                      place,
                      outcome.word(),
                      outcome.problem() == null
                          ? ""
                          : ": " + Objects.toString(outcome.problem()))));
    }
    terminal.flush();
  }
}
