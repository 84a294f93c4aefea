package org.vigie.notifier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Delivery;
import org.vigie.wire.KafkaTopic;

/// What became of every delivery: `vigie.deliveries` and its copy in memory for the partitions that
/// this notifier owns. The ledger is partitioned as the alerts are, so that whoever reads an alert
/// knows its deliveries. Of an ended delivery memory keeps the id and the time alone.
///
/// Safe to share between threads.
final class Ledger {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);
  private static final Duration WAIT = Duration.ofMillis(100);

  private final KafkaTopic<Delivery> topic;
  private final Producer<byte[], byte[]> producer;
  private final InstantSource clock;
  private final Consumer<Exception> onFailure;
  private final Map<Integer, Page> pages = new ConcurrentHashMap<>();

  /// @param onFailure told when a record could not be written in spite of the client's retries
  Ledger(
      KafkaTopic<Delivery> topic,
      Producer<byte[], byte[]> producer,
      InstantSource clock,
      Consumer<Exception> onFailure) {
    this.topic = topic;
    this.producer = producer;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  private record Page(Map<String, Delivery> pending, Map<String, Instant> ended) {
    Page() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    void put(Delivery delivery, Instant recorded) {
      if (delivery.status().ended()) {
        ended.put(delivery.id(), recorded);
        pending.remove(delivery.id());
      } else {
        pending.put(delivery.id(), delivery);
        ended.remove(delivery.id());
      }
    }

    void remove(String id) {
      pending.remove(id);
      ended.remove(id);
    }
  }

  /// Reads a partition from its beginning to what is written at this moment.
  void load(int partition, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> reader) {
    Page page = new Page();
    TopicPartition source = new TopicPartition(topic.name(), partition);
    reader.assign(List.of(source));
    reader.seekToBeginning(List.of(source));
    long end = reader.endOffsets(List.of(source)).getOrDefault(source, 0L);
    while (reader.position(source) < end) {
      reader.poll(WAIT).forEach(record -> read(page, record));
    }
    pages.put(partition, page);
  }

  private void read(Page page, ConsumerRecord<byte[], byte[]> record) {
    try {
      Delivery delivery =
          topic.serde().deserializer().deserialize(topic.name(), record.headers(), record.value());
      if (delivery != null) {
        page.put(delivery, Instant.ofEpochMilli(record.timestamp()));
      } else if (record.key() != null) {
        page.remove(new String(record.key(), StandardCharsets.UTF_8));
      }
    } catch (SerializationException e) {
      // At worst a delivery is sent again, under the id it had.
      log.warn("unreadable delivery partition={} offset={}", record.partition(), record.offset());
    }
  }

  /// The partition in which a delivery is recorded, the same as that of its alert.
  int partition(Delivery delivery) {
    return topic.partition(delivery);
  }

  /// Forgets a partition that another notifier takes over.
  void drop(int partition) {
    pages.remove(partition);
  }

  boolean ended(int partition, String id) {
    Page page = pages.get(partition);
    return page != null && page.ended().containsKey(id);
  }

  /// The delivery as last recorded, null where it has ended or was never tried.
  @Nullable Delivery pending(int partition, String id) {
    Page page = pages.get(partition);
    return page == null ? null : page.pending().get(id);
  }

  /// The deliveries of an alert that wait for another attempt.
  List<Delivery> pendingOf(int partition, String alert, int seq) {
    Page page = pages.get(partition);
    return page == null
        ? List.of()
        : page.pending().values().stream()
            .filter(delivery -> delivery.alert().equals(alert) && delivery.seq() == seq)
            .toList();
  }

  /// Records where a delivery stands.
  ///
  /// @param acknowledged run once the cluster has it
  void write(Delivery delivery, Runnable acknowledged) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = topic.serde().serializer().serialize(topic.name(), headers, delivery);
    int partition = topic.partition(delivery);
    Page page = pages.get(partition);
    if (page != null) {
      page.put(delivery, clock.instant());
    }
    send(
        new ProducerRecord<>(topic.name(), partition, key(delivery.id()), value, headers),
        acknowledged);
  }

  /// Removes what ended before this time, so that the ledger stays as small as its memory is long.
  void purge(Instant before) {
    pages.forEach(
        (partition, page) ->
            page.ended().entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(before))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(id -> purge(partition, page, id)));
  }

  private void purge(int partition, Page page, String id) {
    page.remove(id);
    send(new ProducerRecord<>(topic.name(), partition, key(id), null), () -> {});
  }

  private void send(ProducerRecord<byte[], byte[]> record, Runnable acknowledged) {
    producer.send(
        record,
        (unused, failure) -> {
          if (failure == null) {
            acknowledged.run();
          } else {
            onFailure.accept(failure);
          }
        });
  }

  private static byte[] key(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
