package org.vigie.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// A Kafka topic of the catalogue: its name, the form of its values, their key and partition, and
/// how long they are kept.
///
/// @param name with its prefix
/// @param partitions how many it is created with, and must have
/// @param cleanup what Kafka does with old records
/// @param serde of the values; keys are UTF-8 strings
/// @param key gives the key of a value
/// @param partitioner gives the partition of a value, from 0
/// @param partitionedBy what the partition depends on, in words
/// @param description what the Kafka topic holds, in a few words for people
public record KafkaTopic<V>(
    String name,
    int partitions,
    Cleanup cleanup,
    Serde<V> serde,
    Function<V, String> key,
    ToIntFunction<V> partitioner,
    String partitionedBy,
    String description) {

  /// When Kafka removes records.
  ///
  /// @param policy the `cleanup.policy` of Kafka: `compact`, `delete` or `compact,delete`
  /// @param retention how long a record is kept at least, null if its age does not matter
  public record Cleanup(String policy, @Nullable Duration retention) {
    /// Of a Kafka topic that is only read here. Its keys are not compared with its values.
    public static final Cleanup UNKNOWN = new Cleanup("", null);

    static Cleanup never() {
      return new Cleanup("delete", null);
    }

    static Cleanup afterDays(int days) {
      return new Cleanup("delete", Duration.ofDays(days));
    }

    static Cleanup compact() {
      return new Cleanup("compact", null);
    }

    static Cleanup compactAndDeleteAfterDays(int days) {
      return new Cleanup("compact,delete", Duration.ofDays(days));
    }
  }

  /// The partition of a value, from 0.
  ///
  /// @throws IllegalArgumentException if the value names a partition that does not exist
  public int partitionFor(V value) {
    int partition = partitioner.applyAsInt(value);
    if (partition < 0 || partition >= partitions) {
      throw new IllegalArgumentException("partition " + partition + " of " + name);
    }
    return partition;
  }

  /// Decodes a record that was read. Where Kafka keeps the newest value of each key, a value in the
  /// partition of another would stay beside its successor: it is refused. The partition of a
  /// tombstone is not checked, since only the value names it.
  ///
  /// @throws SerializationException if its bytes are no such value, [#decode(String, Headers,
  ///     byte[])] refuses its key, or it lies in the partition of another; the message says why,
  ///     [DeadLetter#of] adds the source
  public TopicRecord<V> decode(ConsumerRecord<byte[], byte[]> record) {
    String key = keyOf(record);
    V value = decode(key, record.headers(), record.value());
    if (value != null && isCompacted() && partitionFor(value) != record.partition()) {
      throw new SerializationException("the record belongs into partition " + partitionFor(value));
    }
    return new TopicRecord<>(
        key, value, record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
  }

  /// Decodes key and value of a record that was read. Where Kafka keeps the newest value of each
  /// key, a value under the key of another would stay for ever: it is refused.
  ///
  /// @return null for a tombstone
  /// @throws SerializationException if the bytes are no such value, or the key is not that of the
  ///     value
  public @Nullable V decode(String recordKey, Headers headers, byte @Nullable [] bytes) {
    V value = serde.deserializer().deserialize(name, headers, bytes);
    if (value != null && isCompacted() && !key.apply(value).equals(recordKey)) {
      throw new SerializationException("the key is not that of the value");
    }
    return value;
  }

  private boolean isCompacted() {
    return cleanup.policy().contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /// The partition of a word among so many: murmur2 of its UTF-8 bytes, as Kafka's default
  /// partitioner does it with a key.
  public static int partitionOf(String word, int partitions) {
    return Utils.toPositive(Utils.murmur2(word.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
