package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.DeadLetters;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// Handles one record: plans and starts the deliveries of an alert, or carries out a retry request.
/// A record that cannot be handled becomes a dead letter.
final class RecordHandler {
  private final DeliverySession.Dependencies dependencies;
  private final SubscriptionTable subscriptions;
  private final DeliveryLedger ledger;
  private final DeliveryWorker worker;
  private final DeadLetterSink deadLetters;

  RecordHandler(
      DeliverySession.Dependencies dependencies,
      SubscriptionTable subscriptions,
      DeliveryLedger ledger,
      DeliveryWorker worker,
      DeadLetterSink deadLetters) {
    this.dependencies = dependencies;
    this.subscriptions = subscriptions;
    this.ledger = ledger;
    this.worker = worker;
    this.deadLetters = deadLetters;
  }

  /// Where dead letters are written.
  record DeadLetterSink(DeadLetters letters, BackgroundFailures failures, DeliveryCounts counts) {
    /// @param acknowledged runs once the cluster has the letter
    void write(DeadLetter letter, Runnable acknowledged) {
      counts.recordDeadLetter();
      failures.watch(letters.write(letter), acknowledged);
    }
  }

  /// @param tracker holds the offset of the record back until it is finished
  void handle(ConsumerRecord<byte[], byte[]> record, OffsetTracker tracker) {
    Catalogue catalogue = dependencies.catalogue();
    Runnable handling =
        record.topic().equals(catalogue.alerts().name())
            ? () -> handleAlert(record, readValue(catalogue.alerts(), record), tracker)
            : () -> handleRetry(record, readValue(catalogue.retries(), record), tracker);
    try {
      TopicScan.setAsideFailures(Runnable::run).accept(handling);
    } catch (SerializationException e) {
      writeDeadLetter(record, String.valueOf(e.getMessage()), tracker);
    }
  }

  private static <V> V readValue(KafkaTopic<V> topic, ConsumerRecord<byte[], byte[]> record) {
    V value = topic.decode(record).value();
    if (value == null) {
      throw new SerializationException("a record without a value");
    }
    return value;
  }

  private void handleAlert(
      ConsumerRecord<byte[], byte[]> record, Alert alert, OffsetTracker tracker) {
    Subscription subscription = subscriptions.findNewest(alert.subscription());
    if (subscription == null) {
      writeDeadLetter(record, "no subscription '" + alert.subscription() + "' is known", tracker);
      return;
    }
    dependencies.counts().recordAlert();
    List<Delivery> deliveries = planDeliveries(alert, subscription, record.partition());
    tracker.addRecord(record.offset(), deliveries.size());
    for (Delivery delivery : deliveries) {
      worker.startDelivery(
          delivery, alert, record.partition(), () -> tracker.completeDelivery(record.offset()));
    }
  }

  private List<Delivery> planDeliveries(Alert alert, Subscription newest, int partition) {
    return DeliveryPlanner.plan(
        alert,
        new DeliveryPlanner.PlannedSubscription(
            newest, subscriptions.findVersionAt(alert.subscription(), alert.timeline().decided())),
        id -> ledger.hasDelivery(partition, id),
        dependencies.clock().instant());
  }

  private void handleRetry(
      ConsumerRecord<byte[], byte[]> record, RetryRequest request, OffsetTracker tracker) {
    Instant asked = Instant.ofEpochMilli(record.timestamp());
    Instant now = dependencies.clock().instant();
    boolean ended = ledger.hasEnded(record.partition(), request.delivery());
    tracker.addRecord(record.offset(), 1);
    Runnable finished = () -> tracker.completeDelivery(record.offset());
    if (!ledger.retry(record.partition(), request.delivery(), asked, now, finished)) {
      finished.run();
    } else if (ended) {
      dependencies.counts().recordRestart();
    }
  }

  private void writeDeadLetter(
      ConsumerRecord<byte[], byte[]> record, String reason, OffsetTracker tracker) {
    tracker.addRecord(record.offset(), 1);
    deadLetters.write(
        DeadLetter.of(record, reason), () -> tracker.completeDelivery(record.offset()));
  }
}
