package org.vigie.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.vigie.wire.KafkaConnection;

/// The changelogs of an application that has never run, written in one short transaction after the
/// other, however much there is to remember; the offsets it goes on from are in the last. An
/// application without offsets does not start, so nobody meets stores that are half filled: who
/// finds some fills them anew.
final class Changelogs implements AutoCloseable {
  /// Records in a transaction: some seconds of work.
  private static final int MOST = 50_000;

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final KafkaProducer<String, byte[]> producer;
  private final String applicationId;
  private int open;

  private Changelogs(KafkaProducer<String, byte[]> producer, String applicationId) {
    this.producer = producer;
    this.applicationId = applicationId;
  }

  /// Fences whoever else fills them. Begin with [#begin].
  static Changelogs open(KafkaConnection connection, String applicationId) {
    Map<String, Object> settings = connection.producer();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, applicationId + "-takeover");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(LONGEST.toMillis()));
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
    return new Changelogs(producer, applicationId);
  }

  void begin() {
    producer.beginTransaction();
  }

  /// @param value null for a tombstone
  <V> void put(Store<V> store, int partition, String key, @Nullable V value) {
    if (open == MOST) {
      producer.commitTransaction();
      producer.beginTransaction();
      open = 0;
    }
    open++;
    String topic = store.changelog(applicationId);
    byte[] bytes = value == null ? null : store.serde().serializer().serialize(topic, value);
    producer.send(new ProducerRecord<>(topic, partition, key, bytes));
  }

  /// Commits what is left, and with it the offsets from which the application goes on.
  void finish(Map<TopicPartition, OffsetAndMetadata> offsets) {
    producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(applicationId));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
