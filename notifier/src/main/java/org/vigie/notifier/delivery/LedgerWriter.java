package org.vigie.notifier.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.vigie.model.Delivery;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaTopic;

/// Writes the records of the ledger. Thread-safe.
final class LedgerWriter {
  /// Between two looks at what is not acknowledged yet.
  private static final Duration STEP = Duration.ofMillis(5);

  private final KafkaTopic<Delivery> topic;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<Throwable> onFailure;
  private final AtomicInteger unacknowledged = new AtomicInteger();

  /// @param onFailure called if a record could not be written in spite of the producer's retries
  LedgerWriter(
      KafkaTopic<Delivery> topic,
      Producer<byte[], byte[]> producer,
      Consumer<Throwable> onFailure) {
    this.topic = topic;
    this.producer = producer;
    this.onFailure = onFailure;
  }

  /// Writes the state of a delivery. If the record is too large because of its alert, the delivery
  /// fails instead.
  ///
  /// @param acknowledged receives what was written, once the cluster has the record
  void writeState(Delivery delivery, BiConsumer<Delivery, RecordMetadata> acknowledged) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = topic.serde().serializer().serialize(topic.name(), headers, delivery);
    send(
        new ProducerRecord<>(
            topic.name(), topic.partitionFor(delivery), encodeKey(delivery.id()), value, headers),
        metadata -> acknowledged.accept(delivery, metadata),
        failure -> {
          if (failure instanceof RecordTooLargeException && delivery.content() != null) {
            writeState(failAsTooLarge(delivery), acknowledged);
          } else {
            onFailure.accept(failure);
          }
        });
  }

  /// An alert may just fit into a record of its own but not into one with more data.
  private static Delivery failAsTooLarge(Delivery delivery) {
    return delivery
        .withFinalStatus(
            Delivery.Status.FAILED,
            "too large to be kept for another attempt"
                + (delivery.problem() == null ? "" : ", after: " + delivery.problem()))
        .withoutContent();
  }

  /// Writes the tombstone of a delivery.
  void writeTombstone(int partition, String id) {
    send(
        new ProducerRecord<>(topic.name(), partition, encodeKey(id), null),
        metadata -> {},
        onFailure);
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

  private static byte[] encodeKey(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  /// Waits until all writes are acknowledged, for at most this long.
  void awaitAcknowledgements(Duration atMost) {
    Deadline.after(atMost).await(STEP, () -> unacknowledged.get() == 0);
  }
}
