package org.vigie.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.DeliveryState;
import org.vigie.admin.Subscriptions;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Subscription;

/// A delivery as the API shows it.
///
/// @param kind of the channel; null if the subscription has it no more
/// @param address as far as it is no secret; null if the channel has none
/// @param planned null if it is not known
/// @param held why it waits or waited; null if it did not
/// @param problem of the last failure; null without one
/// @param headline of its alert; null if that is no longer kept with it
record DeliveryView(
    String id,
    String subscription,
    String channel,
    @Nullable String kind,
    @Nullable String address,
    DeliveryState state,
    int attempts,
    @Nullable Instant planned,
    @Nullable Instant lastAttempt,
    @Nullable Instant nextAttempt,
    @Nullable HoldReason held,
    @Nullable String problem,
    @Nullable String headline) {
  /// The subscriptions, to find the channels of deliveries.
  record ChannelDirectory(Map<String, Subscription> subscriptions) {
    static ChannelDirectory of(Subscriptions subscriptions) {
      return new ChannelDirectory(
          subscriptions.list().stream()
              .map(Subscriptions.SubscriptionStatus::subscription)
              .collect(Collectors.toMap(Subscription::id, one -> one)));
    }

    Optional<Channel> find(Delivery delivery) {
      Subscription owner = subscriptions.get(delivery.subscription());
      List<Channel> channels = owner == null ? List.of() : owner.channels();
      return channels.stream().filter(one -> one.name().equals(delivery.channel())).findFirst();
    }
  }

  static DeliveryView of(Delivery delivery, ChannelDirectory channels) {
    Optional<Channel> channel = channels.find(delivery);
    Alert content = delivery.content();
    return new DeliveryView(
        delivery.id(),
        delivery.subscription(),
        delivery.channel(),
        channel.map(Channel::kind).orElse(null),
        channel.map(ChannelAddresses::show).orElse(null),
        DeliveryState.of(delivery),
        delivery.attempts(),
        delivery.since(),
        delivery.lastAttempt(),
        delivery.nextAttempt(),
        delivery.grouping().held(),
        delivery.problem(),
        content == null ? null : content.source().headline());
  }
}
