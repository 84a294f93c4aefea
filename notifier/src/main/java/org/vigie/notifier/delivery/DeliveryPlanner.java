package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.Subscription;

/// Plans the deliveries of an alert: a pure function of the alert, its subscription, what the
/// ledger holds, and the time.
final class DeliveryPlanner {
  private DeliveryPlanner() {}

  /// The subscription of an alert.
  ///
  /// @param newest its newest version, whose channels are used
  /// @param whenDecided the version in force when the alert was decided; null if there was none
  record PlannedSubscription(Subscription newest, @Nullable Subscription whenDecided) {}

  /// What the ledger holds of the deliveries of an alert.
  ///
  /// @param isKnown true for the ids of deliveries that have ended or wait
  /// @param withoutAlert deliveries that wait without their alert, as release 0.1 wrote them
  record LedgerContents(Predicate<String> isKnown, List<Delivery> withoutAlert) {}

  /// Returns the deliveries that the alert still needs, each with its due time as the next attempt:
  /// one for each channel that the ledger does not know, and those that wait for the alert.
  static List<Delivery> plan(
      Alert alert, PlannedSubscription subscription, LedgerContents ledger, Instant now) {
    Map<String, Delivery> planned = new LinkedHashMap<>();
    for (Channel channel : selectChannels(alert, subscription, ledger.isKnown())) {
      Delivery first = Delivery.createPending(alert, channel.name(), now);
      if (!ledger.isKnown().test(first.id())) {
        planned.put(first.id(), first);
      }
    }
    for (Delivery waiting : ledger.withoutAlert()) {
      planned.put(waiting.id(), waiting.withContent(alert));
    }
    return List.copyOf(planned.values());
  }

  /// The channels of the newest version. If the alert was sent before, and is read again because
  /// the group's offsets were lost, only the channels that it had then: a channel that was added
  /// later must not get old alerts.
  private static List<Channel> selectChannels(
      Alert alert, PlannedSubscription subscription, Predicate<String> isKnown) {
    List<Channel> now = effectiveChannels(subscription.newest());
    if (subscription.whenDecided() == null) {
      return now;
    }
    Set<String> then =
        effectiveChannels(subscription.whenDecided()).stream()
            .map(Channel::name)
            .collect(Collectors.toSet());
    boolean wasSent =
        then.stream()
            .map(name -> Identity.deliveryId(alert.id(), alert.seq(), name))
            .anyMatch(isKnown);
    return wasSent ? now.stream().filter(one -> then.contains(one.name())).toList() : now;
  }

  /// The channels of a subscription; the console if it names none.
  static List<Channel> effectiveChannels(Subscription subscription) {
    return subscription.channels().isEmpty() ? List.of(Channel.CONSOLE) : subscription.channels();
  }
}
