package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.notifier.delivery.DeliveryIndex.DueDelivery;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.Deadline;
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

  /// The maximum number of due deliveries that are read back from a partition at one time.
  private static final int MAX_DUE = 25;

  private static final Duration READING_TIME = Duration.ofMillis(50);

  private final LedgerWriter writer;
  private final TopicScan<DeliverySummary> summaries;
  private final LedgerReader reader;
  private final LedgerIndexes indexes;
  private final ToldTimesTable told;

  /// Places whose records another notifier has superseded, to be read again.
  private final Queue<SupersededRecords> superseded = new ConcurrentLinkedQueue<>();

  private int nextPartition;

  private record SupersededRecords(int partition, List<String> deliveries) {}

  /// Reads the ledger: as a whole without the alerts, and single records with them.
  record LedgerScans(TopicScan<DeliverySummary> summaries, TopicScan<Delivery> records) {}

  /// @param onUnreadable receives the records that cannot be used, at every load and when they are
  ///     due: if the delivery was waiting, nobody sends it any more, and an operator must see that
  DeliveryLedger(
      LedgerWriter writer,
      LedgerScans scans,
      LedgerIndexes indexes,
      ToldTimesTable told,
      Consumer<DeadLetter> onUnreadable) {
    this.writer = writer;
    this.indexes = indexes;
    this.told = told;
    summaries = scans.summaries().onUnreadable(onUnreadable);
    reader = new LedgerReader(indexes, scans.records().onUnreadable(onUnreadable));
  }

  /// A delivery or message that is due, as read back from the ledger.
  record WaitingDelivery(Delivery delivery, int partition, DueDelivery due) {}

  /// Loads a partition that was assigned to this notifier.
  void loadPartition(int partition, Instant now) {
    DeliveryIndex index = new DeliveryIndex();
    summaries
        .partition(partition)
        .read(
            TopicScan.setAsideFailures(
                record -> {
                  indexRecord(index, record);
                  DeliverySummary summary = record.value();
                  if (summary != null) {
                    told.recordLoaded(summary, now);
                  }
                }));
    indexes.put(partition, index);
  }

  private static void indexRecord(DeliveryIndex index, TopicRecord<DeliverySummary> record) {
    DeliverySummary delivery = record.value();
    if (delivery != null) {
      index.index(delivery, record.offset(), record.timestamp());
    } else {
      index.removeOlder(record.key(), record.offset());
    }
  }

  /// Discards the index of a partition that was revoked.
  void dropPartition(int partition) {
    indexes.remove(partition);
    told.forget(subscription -> indexes.partitionOf(subscription) == partition);
  }

  LedgerIndexes indexes() {
    return indexes;
  }

  ToldTimesTable told() {
    return told;
  }

  /// The reader of the notifier's thread.
  LedgerReader reader() {
    return reader;
  }

  /// True if the ledger holds the delivery, whether it has ended or waits.
  boolean hasDelivery(int partition, String id) {
    return indexes.find(partition, id) != null;
  }

  /// True if the delivery has ended.
  boolean hasEnded(int partition, String id) {
    IndexedDelivery place = indexes.find(partition, id);
    return place != null && place.status().isTerminal();
  }

  /// The status on the ledger; the other one if the ledger does not hold the delivery.
  Delivery.Status findStatus(int partition, String id, Delivery.Status other) {
    IndexedDelivery place = indexes.find(partition, id);
    return place == null ? other : place.status();
  }

  /// The number of deliveries that have not ended.
  int countPending() {
    return indexes.sum(DeliveryIndex::countPending);
  }

  /// The number of deliveries that are held.
  int countHeld() {
    return indexes.sum(DeliveryIndex::countHeld);
  }

  /// Reads back deliveries and messages that are due. Each must be put back, or be superseded by a
  /// new record. Alerts that come meanwhile wait for it, so it takes only a moment: what is left
  /// out is for the next call, which begins with the next partition.
  ///
  /// @param deferral says what is not to be read yet
  List<WaitingDelivery> takeDue(Instant now, DeliveryIndex.Deferral deferral) {
    reindexSuperseded();
    Deadline deadline = Deadline.after(READING_TIME);
    List<WaitingDelivery> all = new ArrayList<>();
    List<Integer> partitions = indexes.partitions();
    for (int i = 0; i < partitions.size() && !deadline.hasPassed(); i++) {
      int partition = partitions.get(Math.floorMod(nextPartition++, partitions.size()));
      DeliveryIndex index = indexes.get(partition);
      List<DueDelivery> due = index == null ? List.of() : index.takeDue(now, MAX_DUE, deferral);
      if (!due.isEmpty()) {
        all.addAll(readDueRecords(partition, due));
      }
    }
    return all;
  }

  private List<WaitingDelivery> readDueRecords(int partition, List<DueDelivery> due) {
    Map<String, Delivery> read =
        reader.readAt(partition, due.stream().map(DueDelivery::offset).toList());
    List<WaitingDelivery> found = new ArrayList<>();
    List<DueDelivery> missing = new ArrayList<>();
    for (DueDelivery one : due) {
      Delivery delivery = read.get(one.id());
      if (delivery != null) {
        found.add(new WaitingDelivery(delivery, partition, one));
      } else {
        missing.add(one);
      }
    }
    reindexFrom(partition, missing);
    return found;
  }

  /// Asks the notifier's thread to read again what another notifier has superseded, or what cannot
  /// be read and is then no longer known. Thread-safe.
  void requestReindex(int partition, List<String> deliveries) {
    superseded.add(new SupersededRecords(partition, deliveries));
  }

  private void reindexSuperseded() {
    for (SupersededRecords next = superseded.poll(); next != null; next = superseded.poll()) {
      List<DueDelivery> places = new ArrayList<>();
      for (String delivery : next.deliveries()) {
        IndexedDelivery place = indexes.find(next.partition(), delivery);
        if (place != null) {
          places.add(new DueDelivery(Instant.EPOCH, delivery, place.offset()));
        }
      }
      reindexFrom(next.partition(), places);
    }
  }

  /// Another notifier has written newer records for these deliveries; they hold the current state.
  private void reindexFrom(int partition, List<DueDelivery> missing) {
    DeliveryIndex index = indexes.get(partition);
    if (index == null || missing.isEmpty()) {
      return;
    }
    log.info("deliveries superseded partition={} count={}", partition, missing.size());
    long first = missing.stream().mapToLong(DueDelivery::offset).min().orElse(0);
    summaries
        .partition(partition)
        .from(first)
        .read(TopicScan.setAsideFailures(record -> indexRecord(index, record)));
    missing.stream().filter(index::isCurrent).forEach(due -> index.discard(due.id()));
  }

  /// Puts back a due delivery that cannot be attempted yet.
  void postpone(WaitingDelivery waiting, Instant at) {
    DeliveryIndex index = indexes.get(waiting.partition());
    if (index != null) {
      index.postpone(waiting.due(), at);
    }
  }

  /// Writes the state of a delivery. If the record is too large because of its alert, the delivery
  /// fails instead.
  ///
  /// @param acknowledged runs once the cluster has the record
  void writeState(Delivery delivery, Runnable acknowledged) {
    writer.writeState(
        delivery,
        (written, metadata) -> {
          indexes.index(written, metadata.offset(), Instant.ofEpochMilli(metadata.timestamp()));
          acknowledged.run();
        });
  }

  /// Writes several states; that of a message comes before those of its members, and where they
  /// share a partition none of these is on the ledger without it.
  ///
  /// @param acknowledged runs once the cluster has all records, at once if there are none
  void writeStates(List<Delivery> deliveries, Runnable acknowledged) {
    if (deliveries.isEmpty()) {
      acknowledged.run();
    }
    AtomicInteger left = new AtomicInteger(deliveries.size());
    for (Delivery delivery : deliveries) {
      writeState(
          delivery,
          () -> {
            if (left.decrementAndGet() == 0) {
              acknowledged.run();
            }
          });
    }
  }

  /// A message, whatever its partition; null if it is on no partition of this notifier, or cannot
  /// be read.
  @Nullable Delivery readMessage(String id) {
    Integer partition = indexes.findPartition(id);
    return partition == null ? null : reader.read(partition, id);
  }

  /// Writes a tombstone for each delivery that ended before this time, so that the ledger does not
  /// grow without limit.
  void purgeEnded(Instant before) {
    indexes
        .all()
        .forEach(
            (partition, index) ->
                index.purgeEnded(before).forEach(id -> writer.writeTombstone(partition, id)));
  }

  /// Waits until all writes are acknowledged, for at most this long.
  void awaitAcknowledgements(Duration atMost) {
    writer.awaitAcknowledgements(atMost);
  }
}
