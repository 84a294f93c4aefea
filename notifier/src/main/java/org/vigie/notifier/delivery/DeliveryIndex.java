package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;

/// The index of one partition of the ledger in memory: the status of each delivery and the offset
/// of its newest record, and the due time of those that wait. The content stays in Kafka.
/// Thread-safe.
final class DeliveryIndex {
  private final Map<String, IndexedDelivery> deliveries = new HashMap<>();
  private final PriorityQueue<DueDelivery> dueQueue =
      new PriorityQueue<>(Comparator.comparing(DueDelivery::dueAt));

  /// The state of a delivery.
  ///
  /// @param offset the offset of its newest record
  /// @param writtenAt the time at which Kafka received that record
  record IndexedDelivery(Delivery.Status status, long offset, Instant writtenAt) {}

  /// A delivery that waits.
  ///
  /// @param dueAt when it is due
  /// @param offset the offset of its newest record
  record DueDelivery(Instant dueAt, String id, long offset) {}

  /// Adds a record, unless a newer one of the same delivery is known.
  synchronized void index(Delivery delivery, long offset, Instant written) {
    IndexedDelivery known = deliveries.get(delivery.id());
    if (known != null && (known.offset() >= offset || undoesArrival(known, delivery))) {
      return;
    }
    deliveries.put(delivery.id(), new IndexedDelivery(delivery.status(), offset, written));
    if (!delivery.status().isTerminal()) {
      Instant due = delivery.nextAttempt();
      dueQueue.add(new DueDelivery(due == null ? written : due, delivery.id(), offset));
    }
  }

  /// A delivered delivery stays delivered: a later record with another status was written by a
  /// notifier that had lost the partition without noticing.
  private static boolean undoesArrival(IndexedDelivery known, Delivery delivery) {
    return known.status() == Delivery.Status.DELIVERED
        && delivery.status() != Delivery.Status.DELIVERED;
  }

  /// Handles a tombstone: removes the delivery, unless a newer record of it is known.
  synchronized void removeOlder(String id, long offset) {
    IndexedDelivery known = deliveries.get(id);
    if (known != null && known.offset() < offset) {
      deliveries.remove(id);
    }
  }

  /// The number of deliveries that have not ended.
  synchronized int countPending() {
    return (int) deliveries.values().stream().filter(place -> !place.status().isTerminal()).count();
  }

  synchronized void discard(String id) {
    deliveries.remove(id);
  }

  synchronized @Nullable IndexedDelivery find(String id) {
    return deliveries.get(id);
  }

  /// Takes due deliveries from the queue. Each must be put back, or be superseded by a new record.
  synchronized List<DueDelivery> takeDue(Instant now, int most) {
    List<DueDelivery> due = new ArrayList<>();
    while (due.size() < most && !dueQueue.isEmpty() && !dueQueue.peek().dueAt().isAfter(now)) {
      DueDelivery next = dueQueue.remove();
      if (isCurrent(next)) {
        due.add(next);
      }
    }
    return due;
  }

  /// True if this is still the newest record of its delivery, and the delivery has not ended.
  synchronized boolean isCurrent(DueDelivery due) {
    IndexedDelivery place = deliveries.get(due.id());
    return place != null && place.offset() == due.offset() && !place.status().isTerminal();
  }

  synchronized void postpone(DueDelivery due, Instant at) {
    dueQueue.add(new DueDelivery(at, due.id(), due.offset()));
  }

  /// Takes one waiting delivery from any place in the queue; null if it is active or does not wait.
  /// It must be put back, or be superseded by a new record.
  synchronized @Nullable DueDelivery takeWaiting(String id) {
    DueDelivery found =
        dueQueue.stream()
            .filter(due -> due.id().equals(id) && isCurrent(due))
            .findFirst()
            .orElse(null);
    dueQueue.remove(found);
    return found;
  }

  /// Marks a failed delivery as pending before the record of its restart is acknowledged.
  synchronized void markRestarted(String id) {
    deliveries.computeIfPresent(
        id,
        (unused, place) ->
            new IndexedDelivery(Delivery.Status.PENDING, place.offset(), place.writtenAt()));
  }

  /// Removes the deliveries that ended before this time.
  ///
  /// @return their ids
  synchronized List<String> purgeEnded(Instant before) {
    List<String> old =
        deliveries.entrySet().stream()
            .filter(
                one ->
                    one.getValue().status().isTerminal()
                        && one.getValue().writtenAt().isBefore(before))
            .map(Map.Entry::getKey)
            .toList();
    old.forEach(deliveries::remove);
    return old;
  }
}
