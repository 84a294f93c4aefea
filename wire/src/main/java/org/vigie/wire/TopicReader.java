package org.vigie.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads Kafka topics of the catalogue outside any group: from the first record to the end as it is
/// when the reading begins, committed records only. Each call opens a consumer of its own, so a
/// reader may be shared between threads.
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final Duration patience;

  /// A reader of this cluster that gives up after 30 s without progress.
  public TopicReader(KafkaConnection connection) {
    this(connection, Duration.ofSeconds(30));
  }

  /// A reader that gives up after so long without progress.
  public TopicReader(KafkaConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  /// A record as it was read.
  ///
  /// @param key as written; empty where there is none
  /// @param value null for a tombstone
  /// @param offset in its partition
  /// @param timestamp when Kafka got the record, which says nothing of the news in it
  public record Entry<V>(
      String key, @Nullable V value, int partition, long offset, Instant timestamp) {}

  /// Reads everything. Records of one partition come in their order; partitions mix.
  ///
  /// @param entries gets each record that can be read, tombstones too
  /// @param unreadable gets each that cannot
  /// @throws KafkaException where the Kafka topic is absent or the cluster does not answer; the
  ///     message names both
  public <V> void read(
      KafkaTopic<V> topic, Consumer<Entry<V>> entries, Consumer<Rejected> unreadable) {
    read(topic, partition -> true, Long.MAX_VALUE, entries, unreadable);
  }

  /// Reads the end of each partition, at most so many records of it; else as
  /// [#read(KafkaTopic, Consumer, Consumer)].
  public <V> void readLast(
      KafkaTopic<V> topic, long most, Consumer<Entry<V>> entries, Consumer<Rejected> unreadable) {
    read(topic, partition -> true, most, entries, unreadable);
  }

  /// Reads one partition, in its order; else as [#read(KafkaTopic, Consumer, Consumer)].
  public <V> void readPartition(
      KafkaTopic<V> topic,
      int partition,
      Consumer<Entry<V>> entries,
      Consumer<Rejected> unreadable) {
    read(topic, candidate -> candidate == partition, Long.MAX_VALUE, entries, unreadable);
  }

  private <V> void read(
      KafkaTopic<V> topic,
      IntPredicate wanted,
      long most,
      Consumer<Entry<V>> entries,
      Consumer<Rejected> unreadable) {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      List<TopicPartition> partitions =
          partitions(consumer, topic).stream()
              .filter(partition -> wanted.test(partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, patience);
      if (most < Long.MAX_VALUE) {
        // An offset that retention has passed is brought back to the beginning by the consumer.
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - most)));
      }
      long lastProgress = System.nanoTime();
      long read = -1;
      while (!arrived(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < end(ends, record)) {
            decode(topic, record, entries, unreadable);
          }
        }
        long position = partitions.stream().mapToLong(consumer::position).sum();
        if (position != read) {
          read = position;
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
          throw new TimeoutException("no answer, positions stay at a sum of " + position);
        }
      }
    } catch (TimeoutException e) {
      throw new KafkaException(
          "reading " + topic.name() + " from " + connection + ": " + e.getMessage(), e);
    }
  }

  /// The newest value under each key, in the order in which the keys came first; removed ones are
  /// left out.
  public <V> Map<String, V> latest(KafkaTopic<V> topic, Consumer<Rejected> unreadable) {
    Map<String, V> latest = new LinkedHashMap<>();
    read(
        topic,
        entry -> {
          V value = entry.value();
          if (value == null) {
            latest.remove(entry.key());
          } else {
            latest.put(entry.key(), value);
          }
        },
        unreadable);
    return latest;
  }

  private KafkaConsumer<byte[], byte[]> open() {
    Map<String, Object> settings = connection.reader();
    // The last poll asks for more at once, and closing waits for that answer, which a broker keeps
    // back for 500 ms by default where there is no more.
    settings.put("fetch.max.wait.ms", 10);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, KafkaTopic<?> topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic.name(), patience);
    if (found == null || found.isEmpty()) {
      throw new KafkaException("Kafka topic " + topic.name() + " does not exist on " + connection);
    }
    return found.stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static boolean arrived(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> record) {
    return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  private static <V> void decode(
      KafkaTopic<V> topic,
      ConsumerRecord<byte[], byte[]> record,
      Consumer<Entry<V>> entries,
      Consumer<Rejected> unreadable) {
    Entry<V> entry;
    try {
      entry = topic.entry(record);
    } catch (SerializationException e) {
      unreadable.accept(Rejected.of(record, String.valueOf(e.getMessage())));
      return;
    }
    entries.accept(entry);
  }
}
