package org.vigie.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes values into the Kafka topics of the catalogue: one producer for all of them. Not for
/// transactions; those belong to Kafka Streams. Safe to share between threads.
public final class TopicWriter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaProducer<String, byte[]> producer;

  private TopicWriter(KafkaProducer<String, byte[]> producer) {
    this.producer = producer;
  }

  /// A writer to this cluster. The cluster need not answer yet.
  public static TopicWriter open(KafkaConnection connection) {
    return new TopicWriter(
        new KafkaProducer<>(
            connection.producer(), new StringSerializer(), new ByteArraySerializer()));
  }

  /// Sends a value to the partition and under the key that its Kafka topic gives it.
  ///
  /// @return done once every copy has the record; fails with Kafka's exception, also where the
  ///     record is too large
  public <V> CompletableFuture<RecordMetadata> write(KafkaTopic<V> topic, V value) {
    Headers headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, value);
    return send(
        new ProducerRecord<>(
            topic.name(), topic.partition(value), topic.key().apply(value), bytes, headers));
  }

  /// Sends the tombstone of a value: Kafka forgets what lies under its key.
  public <V> CompletableFuture<RecordMetadata> remove(KafkaTopic<V> topic, V value) {
    return send(
        new ProducerRecord<>(topic.name(), topic.partition(value), topic.key().apply(value), null));
  }

  /// Sets a poison record aside.
  public CompletableFuture<RecordMetadata> reject(KafkaTopic<Rejected> topic, Rejected rejected) {
    ProducerRecord<byte[], byte[]> record = rejected.record(topic);
    return send(
        new ProducerRecord<>(
            record.topic(),
            record.partition(),
            rejected.source(),
            record.value(),
            record.headers()));
  }

  /// Waits until all that was sent is acknowledged or has failed.
  public void flush() {
    producer.flush();
  }

  private CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure == null) {
            sent.complete(metadata);
          } else {
            sent.completeExceptionally(failure);
          }
        });
    return sent;
  }

  /// Sends what is left, for at most ten seconds.
  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
