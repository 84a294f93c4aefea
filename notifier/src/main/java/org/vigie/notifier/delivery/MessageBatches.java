package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Delivery;
import org.vigie.notifier.delivery.DeliveryIndex.ClaimedDelivery;
import org.vigie.notifier.delivery.DeliveryIndex.HeldSlice;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;

/// Makes messages that tell several deliveries. Such a message is a record of the ledger that names
/// its members; only once it is there is it attempted, so that it tells the same on every attempt
/// and after every crash. Runs on the notifier's thread.
final class MessageBatches {
  /// The maximum number of deliveries that one message tells. More are told by several messages.
  static final int MAX_MEMBERS = 500;

  private static final Logger log = LoggerFactory.getLogger(MessageBatches.class);

  private final DeliveryLedger ledger;

  /// The ids of messages that Kafka has not confirmed yet.
  private final Set<String> unconfirmed = ConcurrentHashMap.newKeySet();

  MessageBatches(DeliveryLedger ledger) {
    this.ledger = ledger;
  }

  /// A held delivery that is due and the only one of its channel.
  record LoneDelivery(Delivery delivery, int partition) {}

  /// Makes messages of the held deliveries that are due.
  ///
  /// @param most the maximum number of messages for each partition
  /// @return those that are alone: for each [#freezeAlone] or [#freezeSiblings] must follow
  List<LoneDelivery> freezeHeld(Instant now, int most) {
    List<LoneDelivery> alone = new ArrayList<>();
    ledger
        .indexes()
        .all()
        .forEach(
            (partition, index) -> {
              for (HeldSlice slice : index.takeHeld(now, most, MAX_MEMBERS)) {
                if (slice.deliveries().size() > 1) {
                  freeze(index, slice, now);
                } else {
                  readLone(partition, slice.deliveries().getFirst(), alone);
                }
              }
            });
    return alone;
  }

  private void readLone(int partition, String id, List<LoneDelivery> alone) {
    Delivery delivery = ledger.reader().read(partition, id);
    if (delivery != null) {
      alone.add(new LoneDelivery(delivery, partition));
    } else {
      ledger.requestReindex(partition, List.of(id));
    }
  }

  /// Lets a held delivery be told alone, under its own id. Without that on the ledger, one that was
  /// sent just before a crash could be told again by a message of several.
  void freezeAlone(Delivery delivery, Instant now) {
    ledger.writeState(delivery.toldAlone(now), () -> {});
  }

  private void freeze(DeliveryIndex index, HeldSlice slice, Instant now) {
    String subscription = slice.channel().subscription();
    Delivery message =
        Delivery.createBatch(
            slice.channel().channel(),
            slice.deliveries().stream()
                .map(delivery -> new Delivery.BatchMember(delivery, subscription))
                .toList(),
            slice.held(),
            null,
            now);
    index.claim(slice.deliveries(), message.id());
    ledger.told().recordBatch(slice.channel(), now);
    unconfirmed.add(message.id());
    ledger.writeState(message, () -> unconfirmed.remove(message.id()));
  }

  /// Makes one message of deliveries of the same article to one address, for different
  /// subscriptions.
  ///
  /// @param deliveries at least two, at most [#MAX_MEMBERS]
  /// @param acknowledged runs once all of them are on the ledger
  void freezeSiblings(List<Delivery> deliveries, Instant now, Runnable acknowledged) {
    Delivery first = deliveries.getFirst();
    Delivery message =
        Delivery.createBatch(
            first.channel(),
            deliveries.stream()
                .map(one -> new Delivery.BatchMember(one.id(), one.subscription()))
                .toList(),
            null,
            first.content(),
            now);
    List<Delivery> records = new ArrayList<>(List.of(message));
    deliveries.forEach(one -> records.add(one.withBatch(message.id())));
    unconfirmed.add(message.id());
    ledger.writeStates(
        records,
        () -> {
          unconfirmed.remove(message.id());
          acknowledged.run();
        });
  }

  /// Sees to the deliveries whose message has ended while they have not, as after a crash, or is
  /// not among the partitions of this notifier: these are sent on their own.
  void recover(Instant now) {
    for (int partition : ledger.indexes().partitions()) {
      Map<String, List<ClaimedDelivery>> byMessage =
          ledger.indexes().findClaimed(partition).stream()
              .collect(Collectors.groupingBy(ClaimedDelivery::batch));
      byMessage.forEach((message, claimed) -> recover(partition, message, claimed, now));
    }
  }

  private void recover(int partition, String message, List<ClaimedDelivery> claimed, Instant now) {
    IndexedDelivery place = ledger.indexes().find(message);
    boolean isAlive = place == null ? unconfirmed.contains(message) : !place.status().isTerminal();
    if (isAlive) {
      return;
    }
    log.info("message recovered id={} deliveries={}", message, claimed.size());
    Delivery ended = place == null ? null : ledger.readMessage(message);
    ledger
        .reader()
        .readAt(partition, claimed.stream().map(ClaimedDelivery::offset).toList())
        .values()
        .forEach(member -> ledger.writeState(recover(member, place, ended, now), () -> {}));
  }

  private static Delivery recover(
      Delivery member, @Nullable IndexedDelivery place, @Nullable Delivery ended, Instant now) {
    if (ended != null) {
      return DeliveryRecorder.isReleased(ended) ? member.toldAlone(now) : member.endedWith(ended);
    }
    return place == null ? member.withBatch(null) : member.withFinalStatus(place.status(), null);
  }
}
