package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Delivery;
import org.vigie.model.Subscription;
import org.vigie.notifier.delivery.DeliveryIndex.DueDelivery;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;

/// Carries out what people ask of deliveries: another attempt, or none. A request for a delivery
/// that a message tells with others applies to the message: it always tells the same. A request
/// that is older than the newest record of its delivery has already been handled. Runs on the
/// notifier's thread.
final class LedgerRequests {
  private static final Logger log = LoggerFactory.getLogger(LedgerRequests.class);

  private final DeliveryLedger ledger;
  private final SubscriptionLookup subscriptions;

  LedgerRequests(DeliveryLedger ledger, SubscriptionLookup subscriptions) {
    this.ledger = ledger;
    this.subscriptions = subscriptions;
  }

  /// A request for a delivery or a message.
  ///
  /// @param asked the time at which Kafka received it
  record LedgerRequest(int partition, String id, Instant asked) {}

  /// What a request changes.
  ///
  /// @param records the new states; that of a message comes first
  /// @param restarted the number of failed deliveries that begin anew
  private record Change(List<Delivery> records, int restarted) {
    static final Change NONE = new Change(List.of(), 0);
  }

  /// Restarts a failed delivery, or makes a waiting one due at once.
  ///
  /// @param acknowledged runs once the new state is on the ledger, so that a request survives the
  ///     end of the notifier; at once if nothing is written
  /// @return the number of failed deliveries that begin anew
  int retry(LedgerRequest request, Instant now, Runnable acknowledged) {
    LedgerRequest target = redirectToMessage(request);
    IndexedDelivery place = findNewer(target);
    Change change =
        place == null
            ? Change.NONE
            : switch (place.status()) {
              case PENDING -> makeDue(target, now);
              case FAILED -> restart(target, now);
              case DELIVERED, CANCELLED -> Change.NONE;
            };
    ledger.writeStates(change.records(), acknowledged);
    return change.restarted();
  }

  /// Cancels a delivery that waits, is held or has failed, and forgets its content.
  ///
  /// @param acknowledged as in [#retry]
  /// @return the deliveries that have ended by it, which waited before
  List<Delivery> drop(LedgerRequest request, Instant now, Runnable acknowledged) {
    LedgerRequest target = redirectToMessage(request);
    IndexedDelivery place = findNewer(target);
    Delivery dropped =
        place == null
            ? null
            : switch (place.status()) {
              case PENDING -> takeWaiting(target, now);
              case FAILED -> ledger.reader().read(target.partition(), target.id());
              case DELIVERED, CANCELLED -> null;
            };
    List<Delivery> records = dropped == null ? List.of() : cancel(dropped);
    ledger.writeStates(records, acknowledged);
    boolean waited = place != null && !place.status().isTerminal();
    return waited ? records.stream().filter(one -> !one.isMessage()).toList() : List.of();
  }

  private List<Delivery> cancel(Delivery dropped) {
    Delivery end = dropped.withFinalStatus(Delivery.Status.CANCELLED, "dropped by a person");
    List<Delivery> records = new ArrayList<>(List.of(end));
    ledger.reader().readMembers(dropped).stream()
        .filter(member -> member.status() != Delivery.Status.DELIVERED)
        .forEach(member -> records.add(member.endedWith(end)));
    return records;
  }

  private LedgerRequest redirectToMessage(LedgerRequest request) {
    IndexedDelivery place = ledger.indexes().find(request.partition(), request.id());
    String message = place == null ? null : place.batch();
    Integer partition = message == null ? null : ledger.indexes().findPartition(message);
    return message == null || partition == null
        ? request
        : new LedgerRequest(partition, message, request.asked());
  }

  private @Nullable IndexedDelivery findNewer(LedgerRequest request) {
    IndexedDelivery place = ledger.indexes().find(request.partition(), request.id());
    if (place == null || !request.asked().isAfter(place.writtenAt())) {
      log.info("nothing to do for a request delivery={}", request.id());
      return null;
    }
    return place;
  }

  private Change makeDue(LedgerRequest request, Instant now) {
    Delivery waiting = takeWaiting(request, now);
    if (waiting == null) {
      return Change.NONE;
    }
    if (isPaused(waiting)) {
      log.info("not retried, its subscription is paused delivery={}", request.id());
      return new Change(List.of(waiting), 0);
    }
    boolean isHeld = waiting.grouping().held() != null && !waiting.isBatch();
    return new Change(
        List.of(isHeld ? waiting.toldAlone(now) : waiting.withNextAttempt(now, waiting.problem())),
        0);
  }

  private boolean isPaused(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    return newest != null && newest.state() == Subscription.State.PAUSED;
  }

  /// Null if it is being attempted, or cannot be read.
  private @Nullable Delivery takeWaiting(LedgerRequest request, Instant now) {
    DeliveryIndex index = ledger.indexes().get(request.partition());
    DueDelivery due = index == null ? null : index.takeWaiting(request.id());
    if (index == null || due == null) {
      return null;
    }
    Delivery waiting = ledger.reader().read(request.partition(), request.id());
    if (waiting == null) {
      index.postpone(due, now);
    }
    return waiting;
  }

  private Change restart(LedgerRequest request, Instant now) {
    Delivery failed = ledger.reader().read(request.partition(), request.id());
    if (failed == null || (failed.content() == null && !failed.isMessage())) {
      log.warn("the ledger does not hold what to send delivery={}", request.id());
      return Change.NONE;
    }
    List<Delivery> records = new ArrayList<>(List.of(failed.resetForRetry(now)));
    for (Delivery member : ledger.reader().readMembers(failed)) {
      if (member.status() == Delivery.Status.FAILED && member.content() != null) {
        records.add(member.resetForRetry(now).withBatch(failed.id()));
      }
    }
    records.forEach(this::markRestarted);
    return new Change(records, (int) records.stream().filter(one -> !one.isMessage()).count());
  }

  private void markRestarted(Delivery delivery) {
    DeliveryIndex index =
        ledger.indexes().get(ledger.indexes().partitionOf(delivery.subscription()));
    if (index != null) {
      index.markRestarted(delivery.id());
    }
  }
}
