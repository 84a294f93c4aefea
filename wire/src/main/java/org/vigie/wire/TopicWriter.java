package org.vigie.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes values into the Kafka topics of the catalogue, with one producer for all of them and
/// without transactions, which only Kafka Streams uses. Safe to share between threads.
public final class TopicWriter implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;

  TopicWriter(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /// A writer to this cluster. The cluster need not answer yet.
  public static TopicWriter open(KafkaConnection connection) {
    return new TopicWriter(
        new KafkaProducer<>(
            connection.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /// Sends a value to the partition and under the key that its Kafka topic gives it.
  ///
  /// @return complete once every in-sync replica has the record; fails with Kafka's exception, also
  ///     if the record is too large
  public <V> CompletableFuture<RecordMetadata> write(KafkaTopic<V> topic, V value) {
    Headers headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, value);
    return send(producer, record(topic, value, bytes, headers));
  }

  /// Sends the tombstone of a value, so that Kafka forgets what lies under its key; else as
  /// [#write].
  public <V> CompletableFuture<RecordMetadata> remove(KafkaTopic<V> topic, V value) {
    return send(producer, record(topic, value, null, new RecordHeaders()));
  }

  /// Writes dead letters with the same producer.
  ///
  /// @param topic `vigie.rejected` of a catalogue
  public DeadLetters deadLetters(KafkaTopic<DeadLetter> topic) {
    return new DeadLetters(topic, producer);
  }

  /// Waits until everything that was sent is acknowledged or has failed.
  public void flush() {
    producer.flush();
  }

  private static <V> ProducerRecord<byte[], byte[]> record(
      KafkaTopic<V> topic, V value, byte @Nullable [] bytes, Headers headers) {
    byte[] key = topic.key().apply(value).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic.name(), topic.partitionFor(value), key, bytes, headers);
  }

  static CompletableFuture<RecordMetadata> send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
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
    producer.close(CLOSE_TIMEOUT);
  }
}
