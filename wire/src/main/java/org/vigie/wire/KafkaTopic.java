package org.vigie.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// A Kafka topic of the catalogue: where values of one kind lie, under which key, in which
/// partition and for how long.
///
/// @param name with its prefix
/// @param partitions how many it is created with, and must have
/// @param kept what Kafka does with old records
/// @param serde the form of its values; keys are UTF-8 strings
/// @param key the key of a value
/// @param partitioner the partition of a value
/// @param partitionedBy the same in words
/// @param about what it holds, in a few words for people
public record KafkaTopic<V>(
    String name,
    int partitions,
    Kept kept,
    Serde<V> serde,
    Function<V, String> key,
    ToIntFunction<V> partitioner,
    String partitionedBy,
    String about) {

  /// How long records stay.
  ///
  /// @param policy the `cleanup.policy` of Kafka: `compact`, `delete` or `compact,delete`
  /// @param retention how long, null for ever (or until compacted away)
  public record Kept(String policy, @Nullable Duration retention) {
    static Kept forEver() {
      return new Kept("delete", null);
    }

    static Kept days(int days) {
      return new Kept("delete", Duration.ofDays(days));
    }

    static Kept compacted() {
      return new Kept("compact", null);
    }

    static Kept compactedFor(int days) {
      return new Kept("compact,delete", Duration.ofDays(days));
    }
  }

  /// The partition of a value.
  public int partition(V value) {
    return partitioner.applyAsInt(value);
  }

  /// The record that carries a value: its key, its partition, no timestamp, so that Kafka stamps
  /// it with now. Headers are added by the serde.
  public ProducerRecord<String, V> record(V value) {
    return new ProducerRecord<>(name, partition(value), key.apply(value), value);
  }

  /// Decodes a record that was read.
  ///
  /// @throws SerializationException if its bytes are no such value; the message says why,
  ///     [DeadLetter#of] adds the source
  public TopicRecord<V> decode(ConsumerRecord<byte[], byte[]> record) {
    return new TopicRecord<>(
        keyOf(record),
        serde.deserializer().deserialize(record.topic(), record.headers(), record.value()),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /// The partition of a word among so many: murmur2, as Kafka's own partitioner does with a key.
  public static int partitionOf(String word, int partitions) {
    return Utils.toPositive(Utils.murmur2(word.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
