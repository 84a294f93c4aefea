package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.Subscription;
import org.vigie.notifier.delivery.plan.Release;
import org.vigie.notifier.delivery.plan.ReleasePlanner;
import org.vigie.notifier.delivery.plan.ToldHistory;

/// Plans the deliveries of an alert: a pure function of the alert, its subscription, what the
/// ledger holds, and the time.
final class DeliveryPlanner {
  private DeliveryPlanner() {}

  /// The subscription of an alert.
  ///
  /// @param newest its newest version, whose channels are used
  /// @param whenDecided the version in force when the alert was decided; null if there was none
  record PlannedSubscription(Subscription newest, @Nullable Subscription whenDecided) {}

  /// What the ledger holds.
  interface LedgerView {
    /// True for the id of a delivery on the ledger, which has ended or waits.
    boolean isKnown(String delivery);

    /// What was told by a channel of the alert's subscription.
    ToldHistory findTold(String channel);
  }

  /// Returns the deliveries that the alert still needs, due now or held: one for each channel that
  /// the ledger does not know.
  static List<Delivery> plan(
      Alert alert, PlannedSubscription subscription, LedgerView ledger, Instant now) {
    return selectChannels(alert, subscription, ledger::isKnown).stream()
        .map(Channel::name)
        .filter(channel -> !ledger.isKnown(Identity.deliveryId(alert.id(), alert.seq(), channel)))
        .map(channel -> plan(alert, subscription.newest(), channel, ledger, now))
        .toList();
  }

  private static Delivery plan(
      Alert alert, Subscription newest, String channel, LedgerView ledger, Instant now) {
    Release release = ReleasePlanner.plan(alert, newest, ledger.findTold(channel), now);
    return Delivery.createHeld(alert, channel, now, release.due(), release.held());
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
