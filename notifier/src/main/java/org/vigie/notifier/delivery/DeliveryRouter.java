package org.vigie.notifier.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;

/// Finds the route of a delivery by the newest version of its subscription. Thread-safe.
final class DeliveryRouter {
  private final SubscriptionTable subscriptions;
  private final Map<String, ChannelSender> senders;

  DeliveryRouter(SubscriptionTable subscriptions, List<ChannelSender> senders) {
    this.subscriptions = subscriptions;
    this.senders =
        senders.stream()
            .collect(Collectors.toUnmodifiableMap(ChannelSender::kind, Function.identity()));
  }

  DeliveryRoute findRoute(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      return new DeliveryRoute.Cancelled("the subscription was removed");
    }
    return DeliveryPlanner.effectiveChannels(newest).stream()
        .filter(channel -> channel.name().equals(delivery.channel()))
        .findFirst()
        .map(channel -> findRoute(channel, newest))
        .orElseGet(() -> new DeliveryRoute.Cancelled("the channel was removed"));
  }

  /// The kind of the delivery's channel in the newest version of the subscription; empty if it has
  /// no such channel any more.
  Optional<String> findKind(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    return newest == null
        ? Optional.empty()
        : DeliveryPlanner.effectiveChannels(newest).stream()
            .filter(channel -> channel.name().equals(delivery.channel()))
            .map(Channel::kind)
            .findFirst();
  }

  private DeliveryRoute findRoute(Channel channel, Subscription newest) {
    ChannelSender sender = senders.get(channel.kind());
    if (sender == null) {
      return new DeliveryRoute.Unsupported("nothing here sends by '" + channel.kind() + "'");
    }
    return channel instanceof Channel.Unknown unknown
        ? new DeliveryRoute.Invalid(unknown.reason())
        : new DeliveryRoute.Reachable(channel, newest.language(), sender);
  }

  /// The longest duration of one attempt by any channel.
  Duration maxAttemptTime() {
    return senders.values().stream()
        .map(ChannelSender::maxAttemptTime)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
