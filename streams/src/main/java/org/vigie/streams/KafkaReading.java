package org.vigie.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.KafkaTopic;

/// Reads Kafka topics once from their beginning to where they end now, committed records only.
/// Tombstones and what cannot be read are passed. Used by one thread.
final class KafkaReading implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Logger log = LoggerFactory.getLogger(KafkaReading.class);

  private final KafkaConsumer<byte[], byte[]> consumer;

  KafkaReading(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// Every value of all partitions, each partition in its order.
  <V> void each(KafkaTopic<V> topic, Consumer<V> reader) {
    IntStream.range(0, topic.partitions()).forEach(partition -> each(topic, partition, reader));
  }

  /// Every value of one partition, in order.
  <V> void each(KafkaTopic<V> topic, int partition, Consumer<V> reader) {
    TopicPartition only = new TopicPartition(topic.name(), partition);
    consumer.assign(List.of(only));
    consumer.seekToBeginning(List.of(only));
    long end = end(only);
    while (consumer.position(only) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        read(topic, record, reader);
      }
    }
  }

  /// True where a committed record lies at or after an offset.
  boolean anyAfter(TopicPartition partition, long offset) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    long end = end(partition);
    while (consumer.position(partition) < end) {
      if (!consumer.poll(POLL).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private long end(TopicPartition partition) {
    Collection<TopicPartition> only = List.of(partition);
    Long end = consumer.endOffsets(only).get(partition);
    return end == null ? 0 : end;
  }

  private static <V> void read(
      KafkaTopic<V> topic, ConsumerRecord<byte[], byte[]> record, Consumer<V> reader) {
    V value;
    try {
      value =
          topic.serde().deserializer().deserialize(topic.name(), record.headers(), record.value());
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("problem", e.toString())
          .log("a record cannot be read and is passed");
      return;
    }
    if (value != null) {
      reader.accept(value);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
