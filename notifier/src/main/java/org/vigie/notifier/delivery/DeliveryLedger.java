package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Delivery;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicRecord;
import org.vigie.wire.TopicScan;

/// The ledger: the state of every delivery in `vigie.deliveries`, with a [DeliveryIndex] for each
/// partition that this notifier owns. The ledger is partitioned like the alerts, so that the owner
/// of an alert also owns its deliveries. A delivery that waits is on the ledger with its alert, and
/// is read back when it is due.
///
/// Writes and queries are thread-safe; loading, reading back and purging run on the notifier's
/// thread only.
final class DeliveryLedger {
  private static final Logger log = LoggerFactory.getLogger(DeliveryLedger.class);

  private final LedgerWriter writer;
  private final KafkaTopic<Delivery> topic;
  private final TopicScan<Delivery> scan;
  private final Map<Integer, DeliveryIndex> indexes = new ConcurrentHashMap<>();

  /// @param onUnreadable receives the records that cannot be used, at every load
  DeliveryLedger(
      LedgerWriter writer,
      KafkaTopic<Delivery> topic,
      TopicScan<Delivery> scan,
      Consumer<DeadLetter> onUnreadable) {
    this.writer = writer;
    this.topic = topic;
    // If the delivery was waiting, nobody sends it any more: an operator must see that.
    this.scan = scan.onUnreadable(onUnreadable);
  }

  /// A delivery that is due, as read back from the ledger.
  record WaitingDelivery(Delivery delivery, int partition, DeliveryIndex.DueDelivery due) {}

  /// Loads a partition that was assigned to this notifier.
  void loadPartition(int partition) {
    DeliveryIndex index = new DeliveryIndex();
    scan.partition(partition)
        .read(TopicScan.setAsideFailures(record -> indexRecord(index, record)));
    indexes.put(partition, index);
  }

  private void indexRecord(DeliveryIndex index, TopicRecord<Delivery> record) {
    Delivery delivery = record.value();
    if (delivery != null) {
      index.index(delivery, record.offset(), record.timestamp());
    } else {
      index.removeOlder(record.key(), record.offset());
    }
  }

  /// Discards the index of a partition that was revoked.
  void dropPartition(int partition) {
    indexes.remove(partition);
  }

  /// True if the ledger holds the delivery, whether it has ended or waits.
  boolean hasDelivery(int partition, String id) {
    DeliveryIndex index = indexes.get(partition);
    return index != null && index.find(id) != null;
  }

  /// True if the delivery has ended.
  boolean hasEnded(int partition, String id) {
    DeliveryIndex index = indexes.get(partition);
    DeliveryIndex.IndexedDelivery place = index == null ? null : index.find(id);
    return place != null && place.status().isTerminal();
  }

  /// The status on the ledger; the other one if the ledger does not hold the delivery.
  Delivery.Status findStatus(int partition, String id, Delivery.Status other) {
    DeliveryIndex page = indexes.get(partition);
    DeliveryIndex.IndexedDelivery place = page == null ? null : page.find(id);
    return place == null ? other : place.status();
  }

  /// The number of deliveries that have not ended.
  int countPending() {
    return indexes.values().stream().mapToInt(DeliveryIndex::countPending).sum();
  }

  /// Reads back the deliveries that are due. Each must be put back, or be superseded by a new
  /// record.
  ///
  /// @param most the maximum number from each partition
  List<WaitingDelivery> takeDue(Instant now, int most) {
    List<WaitingDelivery> all = new ArrayList<>();
    indexes.forEach(
        (partition, index) -> {
          List<DeliveryIndex.DueDelivery> due = index.takeDue(now, most);
          if (!due.isEmpty()) {
            all.addAll(readDueRecords(partition, index, due));
          }
        });
    return all;
  }

  private List<WaitingDelivery> readDueRecords(
      int partition, DeliveryIndex index, List<DeliveryIndex.DueDelivery> due) {
    Map<Long, TopicRecord<Delivery>> records =
        readAt(partition, due.stream().map(DeliveryIndex.DueDelivery::offset).toList());
    List<WaitingDelivery> found = new ArrayList<>();
    List<DeliveryIndex.DueDelivery> superseded = new ArrayList<>();
    for (DeliveryIndex.DueDelivery one : due) {
      Delivery delivery = decodeDelivery(records.get(one.offset()));
      if (delivery != null && delivery.id().equals(one.id())) {
        found.add(new WaitingDelivery(delivery, partition, one));
      } else {
        superseded.add(one);
      }
    }
    if (!superseded.isEmpty()) {
      reindexFrom(partition, index, superseded);
    }
    return found;
  }

  /// Compaction keeps the newest record of a key at its offset; one that is missing here has been
  /// superseded.
  private Map<Long, TopicRecord<Delivery>> readAt(int partition, List<Long> offsets) {
    return scan.onUnreadable(letter -> log.warn("unreadable delivery source={}", letter.source()))
        .readAt(partition, offsets);
  }

  private static @Nullable Delivery decodeDelivery(@Nullable TopicRecord<Delivery> record) {
    return record == null ? null : record.value();
  }

  /// Another notifier has written newer records for these deliveries; they hold the current state.
  private void reindexFrom(
      int partition, DeliveryIndex index, List<DeliveryIndex.DueDelivery> superseded) {
    log.info("deliveries superseded partition={} count={}", partition, superseded.size());
    long first = superseded.stream().mapToLong(DeliveryIndex.DueDelivery::offset).min().orElse(0);
    scan.partition(partition)
        .from(first)
        .read(TopicScan.setAsideFailures(record -> indexRecord(index, record)));
    superseded.stream().filter(index::isCurrent).forEach(due -> index.discard(due.id()));
  }

  /// Puts back a due delivery that cannot be attempted yet.
  void postpone(WaitingDelivery waiting, Instant at) {
    DeliveryIndex index = indexes.get(waiting.partition());
    if (index != null) {
      index.postpone(waiting.due(), at);
    }
  }

  /// Handles a retry request: restarts a failed delivery, or makes a waiting one due at once. A
  /// request that is older than the newest record of the delivery has already been handled.
  ///
  /// @param asked the time at which Kafka received the request
  /// @param acknowledged runs once the new state is on the ledger
  /// @return false if nothing is written
  boolean retry(int partition, String id, Instant asked, Instant now, Runnable acknowledged) {
    DeliveryIndex index = indexes.get(partition);
    DeliveryIndex.IndexedDelivery place = index == null ? null : index.find(id);
    if (index == null || place == null || !asked.isAfter(place.writtenAt())) {
      log.info("nothing to retry delivery={}", id);
      return false;
    }
    return switch (place.status()) {
      case PENDING -> makeDueNow(partition, index, id, now, acknowledged);
      case FAILED -> restartFailed(partition, index, id, now, acknowledged);
      case DELIVERED, CANCELLED -> false;
    };
  }

  /// The request is handled only when its result is on the ledger, so that it survives the end of
  /// this notifier.
  private boolean makeDueNow(
      int partition, DeliveryIndex index, String id, Instant now, Runnable acknowledged) {
    DeliveryIndex.DueDelivery due = index.takeWaiting(id);
    if (due == null) {
      return false;
    }
    Delivery waiting = readRecord(partition, id, due.offset());
    if (waiting == null) {
      index.postpone(due, now);
      return false;
    }
    writeState(waiting.withNextAttempt(now, waiting.problem()), acknowledged);
    return true;
  }

  private boolean restartFailed(
      int partition, DeliveryIndex index, String id, Instant now, Runnable acknowledged) {
    DeliveryIndex.IndexedDelivery place = Objects.requireNonNull(index.find(id));
    Delivery failed = readRecord(partition, id, place.offset());
    if (failed == null || failed.content() == null) {
      log.warn("the ledger does not hold what to send delivery={}", id);
      return false;
    }
    index.markRestarted(id);
    writeState(failed.resetForRetry(now), acknowledged);
    return true;
  }

  private @Nullable Delivery readRecord(int partition, String id, long offset) {
    Delivery found = decodeDelivery(readAt(partition, List.of(offset)).get(offset));
    return found == null || !found.id().equals(id) ? null : found;
  }

  /// Writes the state of a delivery. If the record is too large because of its alert, the delivery
  /// fails instead.
  ///
  /// @param acknowledged runs once the cluster has the record
  void writeState(Delivery delivery, Runnable acknowledged) {
    writer.writeState(
        delivery,
        (written, metadata) -> {
          DeliveryIndex index = indexes.get(topic.partitionFor(written));
          if (index != null) {
            index.index(written, metadata.offset(), Instant.ofEpochMilli(metadata.timestamp()));
          }
          acknowledged.run();
        });
  }

  /// Writes a tombstone for each delivery that ended before this time, so that the ledger does not
  /// grow without limit.
  void purgeEnded(Instant before) {
    indexes.forEach(
        (partition, index) ->
            index.purgeEnded(before).forEach(id -> writer.writeTombstone(partition, id)));
  }

  /// Waits until all writes are acknowledged, for at most this long.
  void awaitAcknowledgements(Duration atMost) {
    writer.awaitAcknowledgements(atMost);
  }
}
