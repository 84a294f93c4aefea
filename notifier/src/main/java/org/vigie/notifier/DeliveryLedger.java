package org.vigie.notifier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Delivery;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicRecord;
import org.vigie.wire.TopicScan;

/// The ledger: the state of every delivery in `vigie.deliveries`, with a [DeliveryIndex] for each
/// partition
/// that this notifier owns. The ledger is partitioned like the alerts, so that the owner of an
/// alert also owns its deliveries. A delivery that waits is on the ledger with its alert, and is
/// read back when it is due.
///
/// Writes and queries are thread-safe; loading, reading back and purging run on the notifier's
/// thread only.
final class DeliveryLedger {
  private static final Logger log = LoggerFactory.getLogger(DeliveryLedger.class);

  /// Between two looks at what is not acknowledged yet.
  private static final Duration STEP = Duration.ofMillis(5);

  private final KafkaTopic<Delivery> topic;
  private final Producer<byte[], byte[]> producer;
  private final TopicScan<Delivery> scan;
  private final Consumer<Throwable> onFailure;
  private final Map<Integer, DeliveryIndex> indexes = new ConcurrentHashMap<>();
  private final AtomicInteger unacknowledged = new AtomicInteger();

  /// @param onUnreadable receives the records that cannot be read, at every load
  /// @param onFailure called if a record could not be written in spite of the producer's retries
  DeliveryLedger(
      KafkaTopic<Delivery> topic,
      Producer<byte[], byte[]> producer,
      TopicScan<Delivery> scan,
      Consumer<DeadLetter> onUnreadable,
      Consumer<Throwable> onFailure) {
    this.topic = topic;
    this.producer = producer;
    // Where it waited, nobody sends it any more: a person must see that.
    this.scan = scan.onUnreadable(onUnreadable);
    this.onFailure = onFailure;
  }

  /// A delivery that is due, as read back from the ledger.
  record WaitingDelivery(Delivery delivery, int partition, DeliveryIndex.DueDelivery due) {}

  /// Loads a partition that was assigned to this notifier.
  void loadPartition(int partition) {
    DeliveryIndex page = new DeliveryIndex();
    scan.partition(partition).read(record -> indexRecord(page, record));
    indexes.put(partition, page);
  }

  private static void indexRecord(DeliveryIndex page, TopicRecord<Delivery> record) {
    Delivery delivery = record.value();
    if (delivery != null) {
      page.index(delivery, record.offset(), record.timestamp());
    } else {
      page.removeOlder(record.key(), record.offset());
    }
  }

  /// Discards the index of a partition that was revoked.
  void dropPartition(int partition) {
    indexes.remove(partition);
  }

  /// True if the ledger holds the delivery, whether it has ended or waits.
  boolean hasDelivery(int partition, String id) {
    DeliveryIndex page = indexes.get(partition);
    return page != null && page.find(id) != null;
  }

  /// True if the delivery has ended.
  boolean hasEnded(int partition, String id) {
    DeliveryIndex page = indexes.get(partition);
    DeliveryIndex.IndexedDelivery place = page == null ? null : page.find(id);
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

  /// Takes the deliveries of an alert that wait without their alert, as release 0.1 wrote them.
  /// Each is returned once.
  List<Delivery> takeWithoutAlert(int partition, String alert, int seq) {
    DeliveryIndex page = indexes.get(partition);
    return page == null ? List.of() : page.takeWithoutAlert(alert, seq);
  }

  /// Reads back the deliveries that are due. Each must be put back, or be superseded by a new
  /// record.
  ///
  /// @param most the maximum number from each partition
  List<WaitingDelivery> takeDue(Instant now, int most) {
    List<WaitingDelivery> all = new ArrayList<>();
    indexes.forEach(
        (partition, page) -> {
          List<DeliveryIndex.DueDelivery> due = page.takeDue(now, most);
          if (!due.isEmpty()) {
            all.addAll(readDueRecords(partition, page, due));
          }
        });
    return all;
  }

  private List<WaitingDelivery> readDueRecords(
      int partition, DeliveryIndex page, List<DeliveryIndex.DueDelivery> due) {
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
      reindexFrom(partition, page, superseded);
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
      int partition, DeliveryIndex page, List<DeliveryIndex.DueDelivery> superseded) {
    log.info("deliveries superseded partition={} count={}", partition, superseded.size());
    long first = superseded.stream().mapToLong(DeliveryIndex.DueDelivery::offset).min().orElse(0);
    scan.partition(partition).from(first).read(record -> indexRecord(page, record));
    superseded.stream().filter(page::isCurrent).forEach(due -> page.discard(due.id()));
  }

  /// Puts back a due delivery that cannot be attempted yet.
  void postpone(WaitingDelivery waiting, Instant at) {
    DeliveryIndex page = indexes.get(waiting.partition());
    if (page != null) {
      page.postpone(waiting.due(), at);
    }
  }

  /// Handles a retry request: restarts a failed delivery, or makes a waiting one due at once. A
  /// request that is older than the newest record of the delivery has already been handled.
  ///
  /// @param asked the time at which Kafka received the request
  /// @param acknowledged runs once the new state is on the ledger
  /// @return false if nothing is written
  boolean retry(int partition, String id, Instant asked, Instant now, Runnable acknowledged) {
    DeliveryIndex page = indexes.get(partition);
    DeliveryIndex.IndexedDelivery place = page == null ? null : page.find(id);
    if (page == null || place == null || !asked.isAfter(place.writtenAt())) {
      log.info("nothing to retry delivery={}", id);
      return false;
    }
    return switch (place.status()) {
      case PENDING -> makeDueNow(partition, page, id, now, acknowledged);
      case FAILED -> restartFailed(partition, page, id, now, acknowledged);
      case DELIVERED, CANCELLED -> false;
    };
  }

  /// The request is handled only when its result is on the ledger, so that it survives the end of
  /// this notifier.
  private boolean makeDueNow(
      int partition, DeliveryIndex page, String id, Instant now, Runnable acknowledged) {
    DeliveryIndex.DueDelivery due = page.takeWaiting(id);
    if (due == null) {
      return false;
    }
    Delivery waiting = readRecord(partition, id, due.offset());
    if (waiting == null) {
      page.postpone(due, now);
      return false;
    }
    writeState(waiting.withNextAttempt(now, waiting.problem()), acknowledged);
    return true;
  }

  private boolean restartFailed(
      int partition, DeliveryIndex page, String id, Instant now, Runnable acknowledged) {
    DeliveryIndex.IndexedDelivery place = Objects.requireNonNull(page.find(id));
    Delivery failed = readRecord(partition, id, place.offset());
    if (failed == null || failed.content() == null) {
      log.warn("the ledger does not hold what to send delivery={}", id);
      return false;
    }
    page.markRestarted(id);
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
    RecordHeaders headers = new RecordHeaders();
    byte[] value = topic.serde().serializer().serialize(topic.name(), headers, delivery);
    int partition = topic.partitionFor(delivery);
    sendRecord(
        new ProducerRecord<>(topic.name(), partition, encodeKey(delivery.id()), value, headers),
        metadata -> {
          DeliveryIndex page = indexes.get(partition);
          if (page != null) {
            page.index(delivery, metadata.offset(), Instant.ofEpochMilli(metadata.timestamp()));
          }
          acknowledged.run();
        },
        failure -> {
          if (failure instanceof RecordTooLargeException && delivery.content() != null) {
            writeState(failAsTooLarge(delivery), acknowledged);
          } else {
            onFailure.accept(failure);
          }
        });
  }

  /// An alert may just fit into a record of its own but not into one with more data.
  private static Delivery failAsTooLarge(Delivery delivery) {
    return delivery
        .withFinalStatus(
            Delivery.Status.FAILED,
            "too large to be kept for another attempt"
                + (delivery.problem() == null ? "" : ", after: " + delivery.problem()))
        .withContent(null);
  }

  /// Writes a tombstone for each delivery that ended before this time, so that the ledger does not
  /// grow without limit.
  void purgeEnded(Instant before) {
    indexes.forEach(
        (partition, page) ->
            page.purgeEnded(before)
                .forEach(
                    id ->
                        sendRecord(
                            new ProducerRecord<>(topic.name(), partition, encodeKey(id), null),
                            metadata -> {},
                            onFailure)));
  }

  private void sendRecord(
      ProducerRecord<byte[], byte[]> record,
      Consumer<RecordMetadata> acknowledged,
      Consumer<Throwable> failed) {
    unacknowledged.incrementAndGet();
    producer.send(
        record,
        (metadata, failure) -> {
          try {
            if (failure == null) {
              acknowledged.accept(metadata);
            } else {
              failed.accept(failure);
            }
          } finally {
            unacknowledged.decrementAndGet();
          }
        });
  }

  private static byte[] encodeKey(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  /// Waits until all writes are acknowledged, for at most this long.
  void awaitAcknowledgements(Duration atMost) {
    Deadline.after(atMost).await(STEP, () -> unacknowledged.get() == 0);
  }
}
