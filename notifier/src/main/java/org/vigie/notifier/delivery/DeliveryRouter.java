package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.delivery.plan.ReleasePlanner;

/// Finds the route of a delivery by the newest version of its subscription. Thread-safe.
final class DeliveryRouter {
  private final SubscriptionTable subscriptions;
  private final Map<String, ChannelSender> senders;
  private final InstantSource clock;

  DeliveryRouter(
      SubscriptionTable subscriptions, List<ChannelSender> senders, InstantSource clock) {
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.senders =
        senders.stream()
            .collect(Collectors.toUnmodifiableMap(ChannelSender::kind, Function.identity()));
  }

  DeliveryRoute findRoute(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      return new DeliveryRoute.Cancelled("the subscription was removed");
    }
    if (newest.state() == Subscription.State.PAUSED) {
      return isKeptWhilePaused(delivery, newest)
          ? new DeliveryRoute.Paused()
          : new DeliveryRoute.Cancelled("the subscription was paused for too long");
    }
    return DeliveryPlanner.effectiveChannels(newest).stream()
        .filter(channel -> channel.name().equals(delivery.channel()))
        .findFirst()
        .map(channel -> findRoute(channel, newest))
        .orElseGet(() -> new DeliveryRoute.Cancelled("the channel was removed"));
  }

  /// A pause keeps what is not too old. A message that was made during a pause tells what the pause
  /// has held for too long.
  private boolean isKeptWhilePaused(Delivery delivery, Subscription paused) {
    Alert alert = delivery.content();
    Instant made = delivery.since();
    if (delivery.isBatch() && alert == null) {
      return delivery.grouping().held() != HoldReason.PAUSED
          || made == null
          || !made.isAfter(paused.validFrom());
    }
    Instant decided = alert == null ? made : alert.timeline().decided();
    return decided != null && !ReleasePlanner.isStale(decided, clock.instant());
  }

  /// The kind of the delivery's channel in the newest version of the subscription; empty if it has
  /// no such channel any more.
  Optional<String> findKind(Delivery delivery) {
    return findChannel(delivery.subscription(), delivery.channel()).map(Channel::kind);
  }

  /// Where a channel leads in the newest version of its subscription; empty if there is no such
  /// channel any more, or if the subscription is not active.
  Optional<Destination> findDestination(String subscription, String channel) {
    Subscription newest = subscriptions.findNewest(subscription);
    return newest == null || newest.state() != Subscription.State.ACTIVE
        ? Optional.empty()
        : findChannel(subscription, channel).map(Destination::of);
  }

  private Optional<Channel> findChannel(String subscription, String channel) {
    Subscription newest = subscriptions.findNewest(subscription);
    return newest == null
        ? Optional.empty()
        : DeliveryPlanner.effectiveChannels(newest).stream()
            .filter(one -> one.name().equals(channel))
            .findFirst();
  }

  private DeliveryRoute findRoute(Channel channel, Subscription newest) {
    ChannelSender sender = senders.get(channel.kind());
    if (sender == null) {
      return new DeliveryRoute.Unsupported("nothing here sends by '" + channel.kind() + "'");
    }
    return channel instanceof Channel.Unknown unknown
        ? new DeliveryRoute.Invalid(unknown.reason())
        : new DeliveryRoute.Reachable(newest, channel, sender);
  }

  /// The other channels of the subscription by which a person can be told that this delivery
  /// failed, in the order of the subscription.
  List<DeliveryRoute.Reachable> findOthersForPeople(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    return newest == null || newest.state() != Subscription.State.ACTIVE
        ? List.of()
        : DeliveryPlanner.effectiveChannels(newest).stream()
            .filter(channel -> !channel.name().equals(delivery.channel()))
            .map(channel -> findRoute(channel, newest))
            .filter(DeliveryRoute.Reachable.class::isInstance)
            .map(DeliveryRoute.Reachable.class::cast)
            .filter(route -> route.sender().isReadByPeople())
            .toList();
  }

  /// The route of a delivery if a person reads what comes there and other subscriptions lead there
  /// as well.
  Optional<DeliveryRoute.Reachable> findShared(Delivery delivery) {
    return findRoute(delivery) instanceof DeliveryRoute.Reachable route
            && route.sender().isReadByPeople()
            && subscriptions.isShared(route.destination())
        ? Optional.of(route)
        : Optional.empty();
  }

  /// The longest duration of one attempt by any channel.
  Duration maxAttemptTime() {
    return senders.values().stream()
        .map(ChannelSender::maxAttemptTime)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
