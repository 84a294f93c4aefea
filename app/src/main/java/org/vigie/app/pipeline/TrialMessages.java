package org.vigie.app.pipeline;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.vigie.console.api.ChannelTrials;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// Sends trial messages: the newest alert of a subscription, else an invented one, by the texts
/// that real alerts have, and marked. Thread-safe if the senders are.
public final class TrialMessages implements ChannelTrials {
  private final List<ChannelSender> senders;
  private final Function<Subscription, Alert> alerts;

  /// @param senders those of the kinds that can be tried; they stay the caller's
  /// @param newest gives the newest alert of a subscription, or an empty result
  public TrialMessages(
      List<ChannelSender> senders, Function<String, Optional<Alert>> newest, InstantSource clock) {
    this.senders = List.copyOf(senders);
    alerts =
        subscription ->
            newest
                .apply(subscription.id())
                .orElseGet(() -> TrialAlert.create(subscription, clock.instant()));
  }

  @Override
  public List<TrialResult> send(Subscription subscription) {
    return subscription.channels().stream()
        .map(channel -> toResult(channel, send(subscription, channel)))
        .toList();
  }

  private static TrialResult toResult(Channel channel, SendResult result) {
    return new TrialResult(
        channel.name(), channel.kind(), describe(result), findProblem(result).orElse(null));
  }

  /// Sends a trial by one channel, and waits for what comes of it.
  ///
  /// @return a result of the sender; not sent if no sender is of its kind
  public SendResult send(Subscription subscription, Channel channel) {
    if (channel instanceof Channel.Unknown unknown) {
      return new SendResult.NotSent(unknown.reason());
    }
    return senders.stream()
        .filter(sender -> sender.kind().equals(channel.kind()))
        .findFirst()
        .map(sender -> trySend(sender, createTrial(subscription, channel)))
        .orElseGet(() -> new SendResult.NotSent("this process has no such channel"));
  }

  private Message createTrial(Subscription subscription, Channel channel) {
    return new Message(
        UUID.randomUUID().toString().replace("-", ""),
        channel,
        new Message.Reader(
            List.of(subscription.id()),
            subscription.language(),
            subscription.telling().timing().zone()),
        new Message.Trial(alerts.apply(subscription)),
        null);
  }

  private static SendResult trySend(ChannelSender sender, Message message) {
    try {
      return sender.send(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SendResult.NotSent("interrupted");
    } catch (RuntimeException e) {
      return new SendResult.TemporaryFailure(String.valueOf(e.getMessage()), null);
    }
  }

  /// What came of a trial, in a word: `arrived`, `failed`, `not sent` or `refused`.
  public static String describe(SendResult result) {
    return switch (result) {
      case SendResult.Delivered delivered -> "arrived";
      case SendResult.TemporaryFailure failure -> "failed";
      case SendResult.NotSent notSent -> "not sent";
      case SendResult.PermanentFailure failure -> "refused";
    };
  }

  /// Why a trial did not arrive; empty if it did.
  public static Optional<String> findProblem(SendResult result) {
    return switch (result) {
      case SendResult.Delivered delivered -> Optional.empty();
      case SendResult.TemporaryFailure failure -> Optional.of(failure.problem());
      case SendResult.NotSent notSent -> Optional.of(notSent.problem());
      case SendResult.PermanentFailure failure -> Optional.of(failure.problem());
    };
  }
}
