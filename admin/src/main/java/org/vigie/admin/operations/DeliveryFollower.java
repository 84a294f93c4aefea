package org.vigie.admin.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.vigie.model.Alert;
import org.vigie.model.DeliverySummary;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicRecord;

/// Follows alerts and ledger with a consumer of its own, so that each record is read once. Begins
/// with the alerts of the last hour and with the whole ledger. Not thread-safe.
final class DeliveryFollower implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final KafkaTopic<Alert> ALERTS = Catalogue.live().alerts();
  private static final KafkaTopic<DeliverySummary> LEDGER = Catalogue.live().deliverySummaries();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> alerts = partitionsOf(ALERTS);
  private final List<TopicPartition> ledger = partitionsOf(LEDGER);
  private final DeliveryProgress progress;
  private boolean caughtUp;

  private DeliveryFollower(
      KafkaConsumer<byte[], byte[]> consumer, DeliveryProgress progress, Instant since) {
    this.consumer = consumer;
    this.progress = progress;
    consumer.assign(Stream.concat(alerts.stream(), ledger.stream()).toList());
    consumer.seekToBeginning(ledger);
    seekAlerts(since);
  }

  /// @throws org.apache.kafka.common.KafkaException if the cluster does not answer
  static DeliveryFollower open(KafkaConnection connection, InstantSource clock) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.readerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new DeliveryFollower(
          consumer, new DeliveryProgress(clock), clock.instant().minus(LatencyWindow.LENGTH));
    } catch (RuntimeException e) {
      close(consumer);
      throw e;
    }
  }

  private static List<TopicPartition> partitionsOf(KafkaTopic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }

  private void seekAlerts(Instant since) {
    Map<TopicPartition, Long> times =
        alerts.stream().collect(Collectors.toMap(one -> one, one -> since.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, ANSWER);
    for (TopicPartition partition : alerts) {
      OffsetAndTimestamp offset = found.get(partition);
      if (offset == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, offset.offset());
      }
    }
  }

  /// Reads what has come, for this long at most. Alerts come first, since a delivery is measured
  /// from the decision of its alert.
  ///
  /// @throws org.apache.kafka.common.KafkaException if the cluster does not answer
  void follow(Duration atMost) {
    Deadline deadline = Deadline.after(atMost);
    Map<TopicPartition, Long> ledgerEnds = consumer.endOffsets(ledger, ANSWER);
    consumer.pause(ledger);
    boolean alertsRead = readTo(consumer.endOffsets(alerts, ANSWER), deadline);
    consumer.resume(ledger);
    boolean ledgerRead = alertsRead && readTo(ledgerEnds, deadline);
    caughtUp |= ledgerRead;
  }

  private boolean readTo(Map<TopicPartition, Long> ends, Deadline deadline) {
    while (!isAt(ends)) {
      if (deadline.hasPassed()) {
        return false;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.topic().equals(ALERTS.name())) {
          read(ALERTS, record, this::addAlert);
        } else {
          read(LEDGER, record, read -> progress.addDelivery(read.key(), read.value()));
        }
      }
    }
    return true;
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
  }

  private void addAlert(TopicRecord<Alert> read) {
    Alert alert = read.value();
    if (alert != null) {
      progress.addAlert(alert);
    }
  }

  /// Leaves out what cannot be read; the notifier writes it as a dead letter.
  private static <V> void read(
      KafkaTopic<V> topic,
      ConsumerRecord<byte[], byte[]> record,
      Consumer<TopicRecord<V>> handling) {
    try {
      handling.accept(topic.decode(record));
    } catch (SerializationException | StackOverflowError e) {
      // It concerns the record alone.
    }
  }

  DeliveryProgress progress() {
    return progress;
  }

  /// False until the whole ledger was read once.
  boolean hasCaughtUp() {
    return caughtUp;
  }

  @Override
  public void close() {
    close(consumer);
  }

  private static void close(KafkaConsumer<byte[], byte[]> consumer) {
    // Without a limit it would wait for a cluster that is gone.
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
