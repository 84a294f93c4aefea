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

/// What memory keeps of one partition of the ledger: of each delivery where it stands and the
/// offset of the record that says so; of one that waits also when it is due. What is to be sent
/// stays in Kafka. Safe to share between threads.
final class Page {
  private final Map<String, Place> places = new HashMap<>();
  private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));

  /// Records of 0.1 that wait and do not hold their alert, by alert: they go on when it is read.
  private final Map<String, List<Delivery>> bare = new HashMap<>();

  /// Where a delivery stands.
  ///
  /// @param offset of its newest record
  /// @param written when Kafka got that record
  record Place(Delivery.Status status, long offset, Instant written) {}

  /// A delivery that waits.
  ///
  /// @param at when it is due
  /// @param offset of its newest record
  record Due(Instant at, String id, long offset) {}

  /// Takes a record in, unless a newer one of the same delivery is known.
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

  /// What arrived has arrived: a later record that says otherwise was written by a notifier that
  /// had lost the partition and did not know it yet.
  private static boolean isUndone(Place known, Delivery delivery) {
    return known.status() == Delivery.Status.DELIVERED
        && delivery.status() != Delivery.Status.DELIVERED;
  }

  private static String alert(String alert, int seq) {
    return alert + "/" + seq;
  }

  /// Takes a tombstone in.
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

  /// The deliveries of an alert that wait for it to be read; each is given once.
  synchronized List<Delivery> takeBare(String alert, int seq) {
    List<Delivery> found = bare.remove(alert(alert, seq));
    return found == null ? List.of() : found.stream().filter(one -> isPending(one.id())).toList();
  }

  private boolean isPending(String id) {
    Place place = places.get(id);
    return place != null && !place.status().ended();
  }

  /// Takes those that are due out of the queue; each must come back by [#later] or by a new record.
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

  /// True where no newer record has taken the place of this one.
  synchronized boolean isCurrent(Due due) {
    Place place = places.get(due.id());
    return place != null && place.offset() == due.offset() && !place.status().ended();
  }

  synchronized void later(Due due, Instant at) {
    waiting.add(new Due(at, due.id(), due.offset()));
  }

  /// Takes one that waits, wherever in the queue; null where it is in hand just now or does not
  /// wait. It must come back by [#later] or by a new record.
  synchronized @Nullable Due take(String id) {
    Due found =
        waiting.stream()
            .filter(due -> due.id().equals(id) && isCurrent(due))
            .findFirst()
            .orElse(null);
    waiting.remove(found);
    return found;
  }

  /// Notes that a failed delivery begins anew, before the record that says so is acknowledged.
  synchronized void begun(String id) {
    places.computeIfPresent(
        id, (unused, place) -> new Place(Delivery.Status.PENDING, place.offset(), place.written()));
  }

  /// Forgets what ended before this time.
  ///
  /// @return the ids
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
