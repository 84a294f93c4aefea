package org.vigie.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.vigie.model.Alert;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicReader;

/// The alerts in the Kafka topic `vigie.alerts`, whether or not they were delivered yet. Records
/// that cannot be read are skipped; the notifier writes them as dead letters.
public final class AlertLog {
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final KafkaTopic<Alert> alertsTopic = Catalogue.live().alerts();

  /// Opens nothing yet.
  public AlertLog(KafkaConnection connection) {
    this.connection = connection;
  }

  /// Reads all alerts that Kafka keeps, in the order in which they were decided.
  public List<Alert> readAll() {
    List<Alert> alerts = new ArrayList<>();
    TopicReader reader = new TopicReader(connection);
    KafkaCall.run(
        () ->
            reader.read(
                alertsTopic,
                entry -> {
                  Alert alert = entry.value();
                  if (alert != null) {
                    alerts.add(alert);
                  }
                },
                rejected -> {}));
    alerts.sort(
        Comparator.comparing((Alert alert) -> alert.timeline().decided())
            .thenComparing(Alert::id)
            .thenComparingInt(Alert::seq));
    return alerts;
  }

  /// Passes every alert from now on to the reader, on the calling thread, until `ended` returns
  /// true; it is checked about five times a second.
  ///
  /// @param earlier whether the alerts that Kafka keeps come first
  public void follow(boolean earlier, Consumer<Alert> reader, BooleanSupplier ended) {
    KafkaCall.run(() -> consumeUntil(earlier, reader, ended));
  }

  private void consumeUntil(boolean earlier, Consumer<Alert> reader, BooleanSupplier ended) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, alertsTopic.partitions())
              .mapToObj(partition -> new TopicPartition(alertsTopic.name(), partition))
              .toList();
      consumer.assign(partitions);
      if (earlier) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
      }
      while (!ended.getAsBoolean()) {
        consumer.poll(POLL_TIMEOUT).forEach(record -> handleRecord(record, reader));
      }
    }
  }

  private void handleRecord(ConsumerRecord<byte[], byte[]> record, Consumer<Alert> reader) {
    try {
      Alert alert = alertsTopic.entry(record).value();
      if (alert != null) {
        reader.accept(alert);
      }
    } catch (SerializationException e) {
      // The notifier writes it as a dead letter.
    }
  }
}
