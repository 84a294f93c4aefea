package org.vigie.app.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.pipeline.RoleSettings;
import org.vigie.app.pipeline.TrialMessages;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.RelativeTime;
import org.vigie.model.Channel;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;
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

  @Override
  public Integer call() throws InterruptedException {
    return AdminCalls.call(
        cluster,
        terminal,
        admin -> {
          Subscription subscription = admin.subscriptions().show(id).subscription();
          List<Channel> channels = selectChannels(subscription);
          return sendAll(admin, subscription, channels) ? 0 : 1;
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

  private boolean sendAll(Admin admin, Subscription subscription, List<Channel> channels) {
    List<ChannelSender> senders = createSenders();
    try {
      TrialMessages trials =
          new TrialMessages(senders, admin.alerts()::findNewest, terminal.clock());
      boolean arrived = true;
      for (Channel channel : channels) {
        SendResult result = trials.send(subscription, channel);
        print(channel, result);
        arrived &= result instanceof SendResult.Delivered;
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

  /// Why a trial did not arrive, and how long the receiver asks to wait; null if it did.
  private static @Nullable String describeProblem(SendResult result) {
    String problem = TrialMessages.findProblem(result).orElse(null);
    return result instanceof SendResult.TemporaryFailure(String unused, Duration wait)
            && wait != null
        ? problem + "; it asks to wait for " + RelativeTime.formatLength(wait)
        : problem;
  }

  private void print(Channel channel, SendResult result) {
    String word = TrialMessages.describe(result);
    String problem = describeProblem(result);
    if (json) {
      ObjectNode object = Json.MAPPER.createObjectNode();
      object.put("channel", channel.name()).put("kind", channel.kind());
      object.put("address", ChannelTexts.describeAddress(channel));
      object.put("result", word).put("problem", problem);
      terminal.printLine(Json.toText(object));
    } else {
      String place =
          Stream.of(channel.name(), ChannelTexts.describeAddress(channel))
              .filter(part -> !part.isEmpty())
              .reduce((name, address) -> name + " " + address)
              .orElse("");
      terminal.printLine(
          SafeText.toLine(
              "%s: %s%s".formatted(place, word, problem == null ? "" : ": " + problem)));
    }
    terminal.flush();
  }
}
