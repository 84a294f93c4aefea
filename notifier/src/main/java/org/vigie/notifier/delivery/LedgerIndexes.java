package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.notifier.delivery.DeliveryIndex.ClaimedDelivery;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;
import org.vigie.wire.KafkaTopic;

/// The [DeliveryIndex] of each partition of the ledger that this notifier owns. Thread-safe.
final class LedgerIndexes {
  private final Map<Integer, DeliveryIndex> indexes = new ConcurrentHashMap<>();
  private final int partitions;

  /// @param partitions of the ledger
  LedgerIndexes(int partitions) {
    this.partitions = partitions;
  }

  /// The partition of the deliveries of a subscription.
  int partitionOf(String subscription) {
    return KafkaTopic.partitionOf(subscription, partitions);
  }

  void put(int partition, DeliveryIndex index) {
    indexes.put(partition, index);
  }

  void remove(int partition) {
    indexes.remove(partition);
  }

  /// The index of a partition; null if another notifier owns it.
  @Nullable DeliveryIndex get(int partition) {
    return indexes.get(partition);
  }

  Map<Integer, DeliveryIndex> all() {
    return indexes;
  }

  /// The state of a delivery of a subscription; null if it is not known here.
  @Nullable IndexedDelivery find(String subscription, String delivery) {
    return find(partitionOf(subscription), delivery);
  }

  @Nullable IndexedDelivery find(int partition, String delivery) {
    DeliveryIndex index = indexes.get(partition);
    return index == null ? null : index.find(delivery);
  }

  /// The state of a delivery or message in whatever partition; null if it is not known here.
  @Nullable IndexedDelivery find(String delivery) {
    Integer partition = findPartition(delivery);
    return partition == null ? null : find(partition, delivery);
  }

  /// The partition of a delivery or message; null if it is not known here.
  @Nullable Integer findPartition(String delivery) {
    for (Map.Entry<Integer, DeliveryIndex> one : indexes.entrySet()) {
      if (one.getValue().find(delivery) != null) {
        return one.getKey();
      }
    }
    return null;
  }

  /// Adds a record that was written.
  void index(Delivery written, long offset, Instant time) {
    DeliveryIndex index = indexes.get(partitionOf(written.subscription()));
    if (index != null) {
      index.index(DeliverySummary.of(written), offset, time);
    }
  }

  List<ClaimedDelivery> findClaimed(int partition) {
    DeliveryIndex index = indexes.get(partition);
    return index == null ? List.of() : index.findClaimed();
  }

  /// Plans anew what is held for some subscriptions, see [DeliveryIndex#replan].
  void replan(Predicate<String> isConcerned, SubscriptionLookup versions) {
    indexes.values().forEach(index -> index.replan(isConcerned, versions));
  }

  int sum(ToIntFunction<DeliveryIndex> number) {
    return indexes.values().stream().mapToInt(number).sum();
  }

  List<Integer> partitions() {
    return new ArrayList<>(indexes.keySet());
  }
}
