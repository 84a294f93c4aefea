package org.vigie.notifier.delivery;

import java.util.List;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;

/// Where a delivery goes, or why it cannot go anywhere.
sealed interface DeliveryRoute {
  /// The delivery can be sent.
  ///
  /// @param subscription its newest version
  record Reachable(Subscription subscription, Channel channel, ChannelSender sender)
      implements DeliveryRoute {
    Destination destination() {
      return Destination.of(channel);
    }

    /// Who reads what is sent for these subscriptions.
    Message.Reader createReader(List<String> subscriptions) {
      return new Message.Reader(
          subscriptions, subscription.language(), subscription.telling().timing().zone());
    }
  }

  /// The subscription is paused: the delivery waits.
  record Paused() implements DeliveryRoute {}

  /// The delivery cannot be sent by this notifier.
  sealed interface Blocked extends DeliveryRoute {
    /// The reason, for people.
    String reason();
  }

  /// Nobody wants the delivery any more.
  record Cancelled(String reason) implements Blocked {}

  /// This notifier does not support the channel kind, but another one may, with a newer version or
  /// more channels configured.
  record Unsupported(String reason) implements Blocked {}

  /// The channel has an invalid field.
  record Invalid(String reason) implements Blocked {}
}
