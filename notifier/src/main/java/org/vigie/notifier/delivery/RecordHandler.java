package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.notifier.delivery.plan.ReleasePlanner;
import org.vigie.notifier.delivery.plan.ToldHistory;
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
  private final LedgerRequests requests;
  private final DeliveryWorker worker;
  private final DeliveryRouter router;
  private final SiblingGatherer gatherer;
  private final DeadLetterSink deadLetters;

  RecordHandler(
      DeliverySession.Dependencies dependencies,
      SubscriptionTable subscriptions,
      DeliveryLedger ledger,
      DeliveryWorker worker,
      DeliveryRouter router,
      SiblingGatherer gatherer,
      DeadLetterSink deadLetters) {
    this.dependencies = dependencies;
    this.subscriptions = subscriptions;
    this.ledger = ledger;
    this.worker = worker;
    this.router = router;
    this.gatherer = gatherer;
    requests = new LedgerRequests(ledger, subscriptions);
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
    // Holds the offset while parts are added; for ever if Kafka fails, which ends the session.
    Runnable handled = tracker.addPart(record.offset());
    try {
      TopicScan.setAsideFailures(Runnable::run).accept(handling);
    } catch (SerializationException e) {
      writeDeadLetter(record, String.valueOf(e.getMessage()), tracker);
    }
    handled.run();
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
    for (Delivery delivery : planDeliveries(alert, subscription, record.partition())) {
      startPart(tracker, record.offset(), settled -> start(delivery, record.partition(), settled));
    }
  }

  private void start(Delivery delivery, int partition, Runnable settled) {
    Instant now = dependencies.clock().instant();
    if (delivery.grouping().held() == null) {
      ledger.told().recordMessage(delivery, now);
      DeliveryRoute.Reachable shared = router.findShared(delivery).orElse(null);
      if (shared != null) {
        gatherer.add(
            new SiblingGatherer.GatheredDelivery(delivery, partition, true, settled), shared, now);
        return;
      }
    }
    if (delivery.grouping().held() == null && canBeHeldLater(delivery)) {
      worker.startFrozen(delivery, partition, settled);
    } else {
      worker.startDelivery(delivery, partition, settled);
    }
  }

  /// Whether the same alert could be held if it were planned again in a moment.
  private boolean canBeHeldLater(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    return newest != null && ReleasePlanner.canHold(newest.telling().timing());
  }

  /// Adds a part to a record and starts it; a part that cannot start has ended.
  private static void startPart(OffsetTracker tracker, long offset, Consumer<Runnable> start) {
    Runnable ended = tracker.addPart(offset);
    try {
      start.accept(ended);
    } catch (RuntimeException e) {
      ended.run();
      throw e;
    }
  }

  private List<Delivery> planDeliveries(Alert alert, Subscription newest, int partition) {
    return DeliveryPlanner.plan(
        alert,
        new DeliveryPlanner.PlannedSubscription(
            newest, subscriptions.findVersionAt(alert.subscription(), alert.timeline().decided())),
        new DeliveryPlanner.LedgerView() {
          @Override
          public boolean isKnown(String delivery) {
            return ledger.hasDelivery(partition, delivery);
          }

          @Override
          public ToldHistory findTold(String channel) {
            return ledger.told().find(alert.subscription(), channel);
          }
        },
        dependencies.clock().instant());
  }

  private void handleRetry(
      ConsumerRecord<byte[], byte[]> record, RetryRequest request, OffsetTracker tracker) {
    LedgerRequests.LedgerRequest asked =
        new LedgerRequests.LedgerRequest(
            record.partition(), request.delivery(), Instant.ofEpochMilli(record.timestamp()));
    Instant now = dependencies.clock().instant();
    startPart(
        tracker,
        record.offset(),
        finished -> {
          switch (request.action()) {
            case RETRY ->
                dependencies.counts().recordRestarts(requests.retry(asked, now, finished));
            case DROP -> requests.drop(asked, now, finished).forEach(worker.recorder()::recordEnd);
          }
        });
  }

  private void writeDeadLetter(
      ConsumerRecord<byte[], byte[]> record, String reason, OffsetTracker tracker) {
    startPart(
        tracker,
        record.offset(),
        written -> deadLetters.write(DeadLetter.of(record, reason), written));
  }
}
