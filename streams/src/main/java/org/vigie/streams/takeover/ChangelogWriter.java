package org.vigie.streams.takeover;

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
import org.vigie.streams.store.StoreDefinition;
import org.vigie.wire.KafkaConnection;

/// Writes the changelogs of an application that has never run, in a series of short transactions,
/// so that any amount of state can be written. The last transaction also commits the offsets at
/// which the application starts. An application without committed offsets does not start, so no
/// application uses half-filled stores: a later takeover fills them again.
final class ChangelogWriter implements AutoCloseable {
  /// The number of records in one transaction, which take a few seconds to write.
  private static final int MAX_RECORDS_PER_TRANSACTION = 50_000;

  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  private final KafkaProducer<String, byte[]> producer;
  private final String applicationId;
  private int recordsInTransaction;

  private ChangelogWriter(KafkaProducer<String, byte[]> producer, String applicationId) {
    this.producer = producer;
    this.applicationId = applicationId;
  }

  /// Opens a transactional producer and fences any other instance that fills the same changelogs.
  /// Does not begin a transaction.
  static ChangelogWriter open(KafkaConnection connection, String applicationId) {
    Map<String, Object> settings = connection.producerSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, applicationId + "-takeover");
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
    return new ChangelogWriter(producer, applicationId);
  }

  void beginTransaction() {
    producer.beginTransaction();
  }

  /// Writes one record of a changelog. Commits the current transaction and begins another one if it
  /// is full.
  ///
  /// @param value null for a tombstone
  <V> void write(StoreDefinition<V> store, int partition, String key, @Nullable V value) {
    if (recordsInTransaction == MAX_RECORDS_PER_TRANSACTION) {
      producer.commitTransaction();
      producer.beginTransaction();
      recordsInTransaction = 0;
    }
    recordsInTransaction++;
    String topic = store.changelogName(applicationId);
    byte[] bytes = value == null ? null : store.serde().serializer().serialize(topic, value);
    producer.send(new ProducerRecord<>(topic, partition, key, bytes));
  }

  /// Commits the last transaction together with the offsets at which the application starts.
  void commitWithOffsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
    producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(applicationId));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
