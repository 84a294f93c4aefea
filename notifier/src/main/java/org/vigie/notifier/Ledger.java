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
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Delivery;
import org.vigie.wire.KafkaTopic;

/// The ledger: the state of every delivery in `vigie.deliveries`, with a [Page] for each partition
/// that this notifier owns. The ledger is partitioned like the alerts, so that the owner of an
/// alert also owns its deliveries. A delivery that waits is on the ledger with its alert, and is
/// read back when it is due.
///
/// Writes and queries are thread-safe; loading, reading back and purging run on the notifier's
/// thread only.
final class Ledger implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  private final KafkaTopic<Delivery> topic;
  private final Producer<byte[], byte[]> producer;
  private final LedgerReader reader;
  private final BiConsumer<ConsumerRecord<byte[], byte[]>, SerializationException> onUnreadable;
  private final Consumer<Throwable> onFailure;
  private final Map<Integer, Page> pages = new ConcurrentHashMap<>();
  private final AtomicInteger unacknowledged = new AtomicInteger();

  /// @param onUnreadable receives the records that cannot be read, at every load
  /// @param onFailure called if a record could not be written in spite of the producer's retries
  Ledger(
      KafkaTopic<Delivery> topic,
      Producer<byte[], byte[]> producer,
      LedgerReader reader,
      BiConsumer<ConsumerRecord<byte[], byte[]>, SerializationException> onUnreadable,
      Consumer<Throwable> onFailure) {
    this.topic = topic;
    this.producer = producer;
    this.reader = reader;
    this.onUnreadable = onUnreadable;
    this.onFailure = onFailure;
  }

  /// A delivery that is due, as read back from the ledger.
  record Waiting(Delivery delivery, int partition, Page.Due due) {}

  /// Loads a partition that was assigned to this notifier.
  void load(int partition) {
    Page page = new Page();
    reader.from(partition, 0, record -> read(page, record));
    pages.put(partition, page);
  }

  private void read(Page page, ConsumerRecord<byte[], byte[]> record) {
    try {
      Delivery delivery = topic.entry(record).value();
      if (delivery != null) {
        page.put(delivery, record.offset(), Instant.ofEpochMilli(record.timestamp()));
      } else if (record.key() != null) {
        page.remove(new String(record.key(), StandardCharsets.UTF_8), record.offset());
      }
    } catch (SerializationException e) {
      // If this delivery was waiting, it is never sent; an operator must see that.
      onUnreadable.accept(record, e);
    }
  }

  /// Discards the index of a partition that was revoked.
  void drop(int partition) {
    pages.remove(partition);
  }

  /// True if the ledger holds the delivery, whether it has ended or waits.
  boolean knows(int partition, String id) {
    Page page = pages.get(partition);
    return page != null && page.place(id) != null;
  }

  /// True if the delivery has ended.
  boolean hasEnded(int partition, String id) {
    Page page = pages.get(partition);
    Page.Place place = page == null ? null : page.place(id);
    return place != null && place.status().ended();
  }

  /// Takes the deliveries of an alert that wait without their alert, as release 0.1 wrote them.
  /// Each is returned once.
  List<Delivery> takeBare(int partition, String alert, int seq) {
    Page page = pages.get(partition);
    return page == null ? List.of() : page.takeBare(alert, seq);
  }

  /// Reads back the deliveries that are due. Each must be put back, or be superseded by a new
  /// record.
  ///
  /// @param most the maximum number from each partition
  List<Waiting> takeDue(Instant now, int most) {
    List<Waiting> all = new ArrayList<>();
    pages.forEach(
        (partition, page) -> {
          List<Page.Due> due = page.takeDue(now, most);
          if (!due.isEmpty()) {
            all.addAll(readBack(partition, page, due));
          }
        });
    return all;
  }

  private List<Waiting> readBack(int partition, Page page, List<Page.Due> due) {
    Map<Long, ConsumerRecord<byte[], byte[]>> records =
        reader.at(partition, due.stream().map(Page.Due::offset).toList());
    List<Waiting> found = new ArrayList<>();
    List<Page.Due> superseded = new ArrayList<>();
    for (Page.Due one : due) {
      Delivery delivery = delivery(records.get(one.offset()));
      if (delivery != null && delivery.id().equals(one.id())) {
        found.add(new Waiting(delivery, partition, one));
      } else {
        superseded.add(one);
      }
    }
    if (!superseded.isEmpty()) {
      catchUp(partition, page, superseded);
    }
    return found;
  }

  private @Nullable Delivery delivery(@Nullable ConsumerRecord<byte[], byte[]> record) {
    try {
      return record == null ? null : topic.entry(record).value();
    } catch (SerializationException e) {
      log.warn("unreadable delivery partition={} offset={}", record.partition(), record.offset());
      return null;
    }
  }

  /// Another notifier has written newer records for these deliveries; they hold the current state.
  private void catchUp(int partition, Page page, List<Page.Due> superseded) {
    log.info("deliveries superseded partition={} count={}", partition, superseded.size());
    long first = superseded.stream().mapToLong(Page.Due::offset).min().orElse(0);
    reader.from(partition, first, record -> read(page, record));
    superseded.stream().filter(page::isCurrent).forEach(due -> page.forget(due.id()));
  }

  /// Puts back a due delivery that cannot be attempted yet.
  void later(Waiting waiting, Instant at) {
    Page page = pages.get(waiting.partition());
    if (page != null) {
      page.later(waiting.due(), at);
    }
  }

  /// Handles a retry request: restarts a failed delivery, or makes a waiting one due at once. A
  /// request that is older than the newest record of the delivery has already been handled.
  ///
  /// @param asked the time at which Kafka received the request
  /// @param acknowledged runs once the new state is on the ledger
  /// @return false if nothing is written
  boolean retry(int partition, String id, Instant asked, Instant now, Runnable acknowledged) {
    Page page = pages.get(partition);
    Page.Place place = page == null ? null : page.place(id);
    if (page == null || place == null || !asked.isAfter(place.written())) {
      log.info("nothing to retry delivery={}", id);
      return false;
    }
    return switch (place.status()) {
      case PENDING -> hasten(partition, page, id, now, acknowledged);
      case FAILED -> begin(partition, page, id, now, acknowledged);
      case DELIVERED, CANCELLED -> false;
    };
  }

  /// The request is handled only when its result is on the ledger, so that it survives the end of
  /// this notifier.
  private boolean hasten(int partition, Page page, String id, Instant now, Runnable acknowledged) {
    Page.Due due = page.take(id);
    if (due == null) {
      return false;
    }
    Delivery waiting = readBack(partition, id, due.offset());
    if (waiting == null) {
      page.later(due, now);
      return false;
    }
    write(waiting.waiting(now, waiting.problem()), acknowledged);
    return true;
  }

  private boolean begin(int partition, Page page, String id, Instant now, Runnable acknowledged) {
    Page.Place place = Objects.requireNonNull(page.place(id));
    Delivery failed = readBack(partition, id, place.offset());
    if (failed == null || failed.content() == null) {
      log.warn("the ledger does not hold what to send delivery={}", id);
      return false;
    }
    page.begun(id);
    write(failed.anew(now), acknowledged);
    return true;
  }

  private @Nullable Delivery readBack(int partition, String id, long offset) {
    Delivery found = delivery(reader.at(partition, List.of(offset)).get(offset));
    return found == null || !found.id().equals(id) ? null : found;
  }

  /// Writes the state of a delivery. If the record is too large because of its alert, the delivery
  /// fails instead.
  ///
  /// @param acknowledged runs once the cluster has the record
  void write(Delivery delivery, Runnable acknowledged) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = topic.serde().serializer().serialize(topic.name(), headers, delivery);
    int partition = topic.partition(delivery);
    send(
        new ProducerRecord<>(topic.name(), partition, key(delivery.id()), value, headers),
        metadata -> {
          Page page = pages.get(partition);
          if (page != null) {
            page.put(delivery, metadata.offset(), Instant.ofEpochMilli(metadata.timestamp()));
          }
          acknowledged.run();
        },
        failure -> {
          if (failure instanceof RecordTooLargeException && delivery.content() != null) {
            write(withoutContent(delivery), acknowledged);
          } else {
            onFailure.accept(failure);
          }
        });
  }

  /// An alert may just fit into a record of its own but not into one with more data.
  private static Delivery withoutContent(Delivery delivery) {
    return delivery
        .ended(
            Delivery.Status.FAILED,
            "too large to be kept for another attempt"
                + (delivery.problem() == null ? "" : ", after: " + delivery.problem()))
        .with(null);
  }

  /// Writes a tombstone for each delivery that ended before this time, so that the ledger does not
  /// grow without limit.
  void purge(Instant before) {
    pages.forEach(
        (partition, page) ->
            page.purge(before)
                .forEach(
                    id ->
                        send(
                            new ProducerRecord<>(topic.name(), partition, key(id), null),
                            metadata -> {},
                            onFailure)));
  }

  private void send(
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

  private static byte[] key(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  /// Waits until all writes are acknowledged, for at most this long.
  void settle(Duration atMost) {
    Patience.until(() -> unacknowledged.get() == 0, atMost);
  }

  @Override
  public void close() {
    reader.close();
  }
}
