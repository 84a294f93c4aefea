package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Subscription;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicTable;

/// Every version of every subscription, including removed ones. One thread reads the records; any
/// thread may query.
final class SubscriptionTable implements SubscriptionLookup {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionTable.class);

  private final TopicTable<Subscription> table;
  private final Map<String, NavigableMap<Integer, Subscription>> versionsById =
      new ConcurrentHashMap<>();

  /// The subscriptions whose newest version leads to an address.
  private final Map<String, Set<String>> subscriptionsByAddress = new ConcurrentHashMap<>();

  private final Set<String> changed = ConcurrentHashMap.newKeySet();

  SubscriptionTable(TopicScan<Subscription> scan) {
    // The streams set it aside; here it only must not stop the deliveries of the others.
    table =
        new TopicTable<>(
            scan.onUnreadable(
                letter -> log.warn("unreadable subscription source={}", letter.source())),
            (key, subscription) -> addVersion(subscription));
  }

  /// Reads all records.
  void loadAll() {
    table.load();
  }

  /// Reads up to the current end.
  void readToEnd() {
    table.catchUp();
  }

  /// Reads new records without waiting.
  void readNew() {
    table.poll(Duration.ZERO);
  }

  private void addVersion(@Nullable Subscription subscription) {
    if (subscription != null) {
      Subscription before = findNewest(subscription.id());
      versionsById.merge(
          subscription.id(),
          new ConcurrentSkipListMap<>(Map.of(subscription.version(), subscription)),
          SubscriptionTable::mergeVersions);
      if (before == null || before.version() < subscription.version()) {
        updateAddresses(before, subscription);
        changed.add(subscription.id());
      }
    }
  }

  private void updateAddresses(@Nullable Subscription before, Subscription now) {
    for (String address : findAddresses(before)) {
      subscriptionsByAddress.computeIfPresent(
          address,
          (unused, ids) -> {
            ids.remove(now.id());
            return ids.isEmpty() ? null : ids;
          });
    }
    for (String address : findAddresses(now)) {
      subscriptionsByAddress
          .computeIfAbsent(address, unused -> ConcurrentHashMap.newKeySet())
          .add(now.id());
    }
  }

  private static List<String> findAddresses(@Nullable Subscription subscription) {
    return subscription == null || subscription.state() != Subscription.State.ACTIVE
        ? List.of()
        : DeliveryPlanner.effectiveChannels(subscription).stream()
            .map(channel -> Destination.of(channel).address())
            .toList();
  }

  /// Whether several active subscriptions lead to a destination.
  boolean isShared(Destination destination) {
    Set<String> ids = subscriptionsByAddress.get(destination.address());
    return ids != null && ids.size() > 1;
  }

  /// The ids of the subscriptions that have got a version since the last call.
  Set<String> takeChanged() {
    Set<String> taken = Set.copyOf(changed);
    changed.removeAll(taken);
    return taken;
  }

  private static NavigableMap<Integer, Subscription> mergeVersions(
      NavigableMap<Integer, Subscription> known, NavigableMap<Integer, Subscription> more) {
    known.putAll(more);
    return known;
  }

  @Override
  public @Nullable Subscription findNewest(String id) {
    NavigableMap<Integer, Subscription> all = versionsById.get(id);
    return all == null ? null : all.lastEntry().getValue();
  }

  @Override
  public @Nullable Subscription findVersionAt(String id, Instant time) {
    NavigableMap<Integer, Subscription> all = versionsById.get(id);
    return all == null
        ? null
        : all.descendingMap().values().stream()
            .filter(one -> !one.validFrom().isAfter(time))
            .findFirst()
            .orElse(null);
  }
}
