package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.model.HoldReason;
import org.vigie.notifier.delivery.HeldGroup.ChannelKey;
import org.vigie.notifier.delivery.plan.ToldHistory;

/// The [ToldTimes] of every channel of every subscription, as the ledger shows them and as they are
/// planned since. Thread-safe.
final class ToldTimesTable {
  private final Map<ChannelKey, ToldTimes> byChannel = new ConcurrentHashMap<>();

  /// What was told by a channel.
  ToldHistory find(String subscription, String channel) {
    return byChannel.getOrDefault(new ChannelKey(subscription, channel), new ToldTimes());
  }

  /// Records that an alert is told by a message of its own.
  void recordMessage(Delivery delivery, Instant at) {
    ToldTimes told = open(delivery.subscription(), delivery.channel());
    told.recordMessage(at);
    told.recordAlert(delivery.alert(), at);
  }

  /// Records a message that tells several alerts.
  void recordBatch(ChannelKey channel, Instant at) {
    open(channel.subscription(), channel.channel()).recordMessage(at);
  }

  /// Records that an alert was told together with others. After a digest there is no cool-down to
  /// keep: whatever its story raises next waits for the next digest.
  void recordMember(Delivery member, Instant at) {
    if (member.grouping().held() != HoldReason.DIGEST) {
      open(member.subscription(), member.channel()).recordAlert(member.alert(), at);
    }
  }

  private ToldTimes open(String subscription, String channel) {
    return byChannel.computeIfAbsent(
        new ChannelKey(subscription, channel), unused -> new ToldTimes());
  }

  /// Records what a loaded record of the ledger shows.
  void recordLoaded(DeliverySummary delivery, Instant now) {
    Instant at = findTime(delivery);
    if (at == null || !ToldTimes.isRecent(at, now) || delivery.notice() != null) {
      return;
    }
    ToldTimes told = open(delivery.subscription(), delivery.channel());
    if (delivery.toldBy() == null) {
      told.recordMessage(at);
    }
    if (!delivery.isBatch() && delivery.grouping().held() != HoldReason.DIGEST) {
      told.recordAlert(delivery.alert(), at);
    }
  }

  /// When it was told; null if it was not. What is held is told with its first attempt, everything
  /// else when it is planned.
  private static @Nullable Instant findTime(DeliverySummary delivery) {
    if (delivery.status() == Delivery.Status.CANCELLED) {
      return null;
    }
    boolean isHeld = delivery.grouping().held() != null && !delivery.isBatch();
    return isHeld ? delivery.lastAttempt() : delivery.since();
  }

  /// Forgets what planning does not ask for any more.
  void forgetOld(Instant now) {
    byChannel.values().removeIf(told -> told.forgetOld(now));
  }

  /// Forgets what was told to some subscriptions, before the ledger is loaded anew.
  void forget(Predicate<String> isForgotten) {
    byChannel.keySet().removeIf(channel -> isForgotten.test(channel.subscription()));
  }
}
