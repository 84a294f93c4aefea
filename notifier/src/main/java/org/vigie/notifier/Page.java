package org.vigie.notifier;

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
final class Page {
  private final Map<String, Place> places = new HashMap<>();
  private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));

  /// Waiting deliveries whose record does not hold their alert, as release 0.1 wrote them, by
  /// alert. They continue when the alert is read.
  private final Map<String, List<Delivery>> bare = new HashMap<>();

  /// The state of a delivery.
  ///
  /// @param offset the offset of its newest record
  /// @param written the time at which Kafka received that record
  record Place(Delivery.Status status, long offset, Instant written) {}

  /// A delivery that waits.
  ///
  /// @param at when it is due
  /// @param offset the offset of its newest record
  record Due(Instant at, String id, long offset) {}

  /// Adds a record, unless a newer one of the same delivery is known.
  synchronized void put(Delivery delivery, long offset, Instant written) {
    Place known = places.get(delivery.id());
    if (known != null && (known.offset() >= offset || isUndone(known, delivery))) {
      return;
    }
    places.put(delivery.id(), new Place(delivery.status(), offset, written));
    if (delivery.status().ended()) {
      return;
    }
    if (delivery.content() == null) {
      bare.computeIfAbsent(alert(delivery.alert(), delivery.seq()), unused -> new ArrayList<>())
          .add(delivery);
    } else {
      Instant due = delivery.nextAttempt();
      waiting.add(new Due(due == null ? written : due, delivery.id(), offset));
    }
  }

  /// A delivered delivery stays delivered: a later record with another status was written by a
  /// notifier that had lost the partition without noticing.
  private static boolean isUndone(Place known, Delivery delivery) {
    return known.status() == Delivery.Status.DELIVERED
        && delivery.status() != Delivery.Status.DELIVERED;
  }

  private static String alert(String alert, int seq) {
    return alert + "/" + seq;
  }

  /// Handles a tombstone: removes the delivery, unless a newer record of it is known.
  synchronized void remove(String id, long offset) {
    Place known = places.get(id);
    if (known != null && known.offset() < offset) {
      places.remove(id);
    }
  }

  synchronized void forget(String id) {
    places.remove(id);
  }

  synchronized @Nullable Place place(String id) {
    return places.get(id);
  }

  /// Takes the deliveries that wait for this alert to be read. Each is returned once.
  synchronized List<Delivery> takeBare(String alert, int seq) {
    List<Delivery> found = bare.remove(alert(alert, seq));
    return found == null ? List.of() : found.stream().filter(one -> isPending(one.id())).toList();
  }

  private boolean isPending(String id) {
    Place place = places.get(id);
    return place != null && !place.status().ended();
  }

  /// Takes due deliveries from the queue. Each must be put back, or be superseded by a new record.
  synchronized List<Due> takeDue(Instant now, int most) {
    List<Due> due = new ArrayList<>();
    while (due.size() < most && !waiting.isEmpty() && !waiting.peek().at().isAfter(now)) {
      Due next = waiting.remove();
      if (isCurrent(next)) {
        due.add(next);
      }
    }
    return due;
  }

  /// True if this is still the newest record of its delivery, and the delivery has not ended.
  synchronized boolean isCurrent(Due due) {
    Place place = places.get(due.id());
    return place != null && place.offset() == due.offset() && !place.status().ended();
  }

  synchronized void later(Due due, Instant at) {
    waiting.add(new Due(at, due.id(), due.offset()));
  }

  /// Takes one waiting delivery from any place in the queue; null if it is active or does not wait.
  /// It must be put back, or be superseded by a new record.
  synchronized @Nullable Due take(String id) {
    Due found =
        waiting.stream()
            .filter(due -> due.id().equals(id) && isCurrent(due))
            .findFirst()
            .orElse(null);
    waiting.remove(found);
    return found;
  }

  /// Marks a failed delivery as pending before the record of its restart is acknowledged.
  synchronized void begun(String id) {
    places.computeIfPresent(
        id, (unused, place) -> new Place(Delivery.Status.PENDING, place.offset(), place.written()));
  }

  /// Removes the deliveries that ended before this time.
  ///
  /// @return their ids
  synchronized List<String> purge(Instant before) {
    List<String> old =
        places.entrySet().stream()
            .filter(
                one -> one.getValue().status().ended() && one.getValue().written().isBefore(before))
            .map(Map.Entry::getKey)
            .toList();
    old.forEach(places::remove);
    return old;
  }
}
