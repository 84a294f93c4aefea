package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  MessageBatches(DeliveryLedger ledger) {
    this.ledger = ledger;
  }

  /// Makes messages of the held deliveries that are due.
  ///
  /// @param most the maximum number of messages for each partition
  void freezeHeld(Instant now, int most) {
    ledger
        .indexes()
        .all()
        .values()
        .forEach(
            index ->
                index.takeHeld(now, most, MAX_MEMBERS).forEach(slice -> freeze(index, slice, now)));
  }

  private void freeze(DeliveryIndex index, HeldSlice slice, Instant now) {
    String subscription = slice.channel().subscription();
    Delivery message =
        Delivery.createBatch(
            slice.channel().channel(),
            slice.deliveries().stream()
                .map(delivery -> new Delivery.Member(delivery, subscription))
                .toList(),
            slice.held(),
            null,
            now);
    index.claim(slice.deliveries(), message.id());
    ledger.told().recordBatch(slice.channel(), now);
    ledger.writeState(message, () -> {});
  }

  /// Makes one message of deliveries of the same article to one address, for different
  /// subscriptions.
  ///
  /// @param deliveries not on the ledger yet, at least two
  /// @param acknowledged runs once all of them are on the ledger
  void freezeSiblings(List<Delivery> deliveries, Instant now, Runnable acknowledged) {
    Delivery first = deliveries.getFirst();
    Delivery message =
        Delivery.createBatch(
            first.channel(),
            deliveries.stream()
                .map(one -> new Delivery.Member(one.id(), one.subscription()))
                .toList(),
            null,
            first.content(),
            now);
    List<Delivery> records = new ArrayList<>(List.of(message));
    deliveries.forEach(one -> records.add(one.withBatch(message.id())));
    ledger.writeStates(records, acknowledged);
  }

  /// Sees to the deliveries whose message has ended while they have not, as after a crash, or is
  /// not among the partitions of this notifier: these are sent on their own.
  void recover() {
    for (int partition : ledger.indexes().partitions()) {
      Map<String, List<ClaimedDelivery>> byMessage =
          ledger.indexes().findClaimed(partition).stream()
              .collect(Collectors.groupingBy(ClaimedDelivery::batch));
      byMessage.forEach((message, claimed) -> recover(partition, message, claimed));
    }
  }

  private void recover(int partition, String message, List<ClaimedDelivery> claimed) {
    IndexedDelivery place = ledger.indexes().find(message);
    if (place != null && !place.status().isTerminal()) {
      return;
    }
    log.info("message recovered id={} deliveries={}", message, claimed.size());
    Delivery ended = place == null ? null : ledger.readMessage(message);
    ledger
        .reader()
        .readAt(partition, claimed.stream().map(ClaimedDelivery::offset).toList())
        .values()
        .forEach(
            member ->
                ledger.writeState(
                    ended == null ? member.withBatch(null) : member.endedWith(ended), () -> {}));
  }
}
