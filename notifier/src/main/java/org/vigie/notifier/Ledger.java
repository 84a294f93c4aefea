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

/// What became of every delivery: `vigie.deliveries`, and a [Page] of each partition that this
/// notifier owns. The ledger is partitioned as the alerts are, so that whoever reads an alert knows
/// its deliveries. A delivery that waits lies there with its alert, and is read back when it is
/// due.
///
/// Writing and asking are safe from any thread; loading, reading back and purging are for the
/// notifier's own.
final class Ledger implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  private final KafkaTopic<Delivery> topic;
  private final Producer<byte[], byte[]> producer;
  private final LedgerReader reader;
  private final BiConsumer<ConsumerRecord<byte[], byte[]>, SerializationException> onUnreadable;
  private final Consumer<Throwable> onFailure;
  private final Map<Integer, Page> pages = new ConcurrentHashMap<>();
  private final AtomicInteger unacknowledged = new AtomicInteger();

  /// @param onUnreadable given the records that cannot be read, at every load
  /// @param onFailure told when a record could not be written in spite of the client's retries
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

  /// A delivery that is due, as the ledger has it.
  record Waiting(Delivery delivery, int partition, Page.Due due) {}

  /// Reads a partition that this notifier was given.
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
      // Where it waited, nobody sends it any more: a person must see that.
      onUnreadable.accept(record, e);
    }
  }

  /// Forgets a partition that another notifier takes over.
  void drop(int partition) {
    pages.remove(partition);
  }

  /// True where the ledger says what became of a delivery, be it that it waits.
  boolean knows(int partition, String id) {
    Page page = pages.get(partition);
    return page != null && page.place(id) != null;
  }

  /// True where the ledger has the end of a delivery.
  boolean hasEnded(int partition, String id) {
    Page page = pages.get(partition);
    Page.Place place = page == null ? null : page.place(id);
    return place != null && place.status().ended();
  }

  /// Deliveries of an alert that wait in the form of 0.1, without it; each is given once.
  List<Delivery> takeBare(int partition, String alert, int seq) {
    Page page = pages.get(partition);
    return page == null ? List.of() : page.takeBare(alert, seq);
  }

  /// Reads back those that are due. Each must come back by [#later] or [#write].
  ///
  /// @param most of each partition
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

  /// Another notifier has written about these: its records say how they stand.
  private void catchUp(int partition, Page page, List<Page.Due> superseded) {
    log.info("deliveries superseded partition={} count={}", partition, superseded.size());
    long first = superseded.stream().mapToLong(Page.Due::offset).min().orElse(0);
    reader.from(partition, first, record -> read(page, record));
    superseded.stream().filter(page::isCurrent).forEach(due -> page.forget(due.id()));
  }

  /// Puts back one that was due and cannot be tried yet.
  void later(Waiting waiting, Instant at) {
    Page page = pages.get(waiting.partition());
    if (page != null) {
      page.later(waiting.due(), at);
    }
  }

  /// Begins a delivery anew that has failed, or makes one that waits due at once, because a person
  /// asked for it. A wish from before the delivery came to stand where it does was granted already.
  ///
  /// @param asked when Kafka got the wish
  /// @param acknowledged run once the new beginning is on the ledger
  /// @return false where nothing is written
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

  /// The wish is on the ledger before it counts as granted, so that it outlives this notifier.
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

  /// Records where a delivery stands.
  ///
  /// @param acknowledged run once the cluster has it
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

  /// An alert may just fit into a record, and not into one with more beside it.
  private static Delivery withoutContent(Delivery delivery) {
    return delivery
        .ended(
            Delivery.Status.FAILED,
            "too large to be kept for another attempt"
                + (delivery.problem() == null ? "" : ", after: " + delivery.problem()))
        .with(null);
  }

  /// Removes what ended before this time, so that the ledger stays as small as its memory is long.
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

  /// Waits until all that was written is acknowledged, at most this long.
  void settle(Duration atMost) {
    Patience.until(() -> unacknowledged.get() == 0, atMost);
  }

  @Override
  public void close() {
    reader.close();
  }
}
