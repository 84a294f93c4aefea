package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.vigie.wire.Catalogue;

/// Consumes alerts and retry requests as a member of the group, on the notifier's thread. Attempts
/// run in the queues of the [DeliveryWorker].
///
/// An alert is finished, and its offset may be committed, when each of its deliveries is
/// acknowledged on the ledger, as ended or waiting.
final class AlertConsumer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

  /// The maximum number of messages that one cycle makes of the held deliveries of a partition.
  private static final int MAX_BATCHES = 20;

  private final DeliverySession.Dependencies dependencies;
  private final RecordHandler handler;
  private final SubscriptionTable subscriptions;
  private final DeliveryLedger ledger;
  private final DeliveryWorker worker;
  private final DeliveryRouter router;
  private final MessageBatches batches;
  private final SiblingGatherer gatherer;
  private final Consumer<byte[], byte[]> consumer;
  private final PartitionOffsets offsets = new PartitionOffsets();
  private final PartitionHandover handover;
  private Instant nextPurge = Instant.MIN;

  AlertConsumer(
      DeliverySession.Dependencies dependencies,
      RecordHandler handler,
      DeliveryRouter router,
      SubscriptionTable subscriptions,
      DeliveryLedger ledger,
      DeliveryWorker worker,
      SiblingGatherer gatherer) {
    this.dependencies = dependencies;
    this.handler = handler;
    this.router = router;
    this.subscriptions = subscriptions;
    this.ledger = ledger;
    this.worker = worker;
    this.gatherer = gatherer;
    batches = new MessageBatches(ledger);
    consumer = dependencies.openAlertConsumer();
    handover =
        new PartitionHandover(
            dependencies,
            consumer,
            offsets,
            new PartitionHandover.Parts(ledger, worker, batches, gatherer, subscriptions));
  }

  /// Joins the group and consumes until the stop signal or a failure.
  ///
  /// @throws org.apache.kafka.common.KafkaException if Kafka is unavailable, or a write of another
  ///     thread has failed
  void consumeUntilStopped(BackgroundFailures failures) {
    Catalogue catalogue = dependencies.catalogue();
    consumer.subscribe(List.of(catalogue.alerts().name(), catalogue.retries().name()), handover);
    while (!dependencies.stop().isRequested()) {
      failures.throwIfFailed();
      deliverNext();
    }
  }

  /// One cycle of the notifier: consume alerts, plan their deliveries, attempt these and those that
  /// have become due, and commit what is finished. The worker records the result of each attempt on
  /// the ledger, and only then is the delivery finished.
  private void deliverNext() {
    ConsumerRecords<byte[], byte[]> records = consumeRecords();
    Set<String> changed = subscriptions.takeChanged();
    if (!changed.isEmpty()) {
      ledger.indexes().replan(changed::contains, subscriptions);
    }
    records.forEach(this::planAndAttempt);
    offsets.updatePositions(consumer);
    startGathered();
    attemptDue();
    offsets.commitOffsetsAsync(consumer);
    applyBackpressure();
    purgeHourly();
  }

  private ConsumerRecords<byte[], byte[]> consumeRecords() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      subscriptions.readNew();
    } else {
      // Subscription versions written before these alerts, including removals, apply to them.
      subscriptions.readToEnd();
    }
    return records;
  }

  private void planAndAttempt(ConsumerRecord<byte[], byte[]> record) {
    OffsetTracker tracker = offsets.findTracker(record);
    if (tracker != null) {
      handler.handle(record, tracker);
    }
  }

  private void startGathered() {
    Instant now = dependencies.clock().instant();
    for (List<SiblingGatherer.GatheredDelivery> siblings : gatherer.takeReady(now)) {
      for (int i = 0; i < siblings.size(); i += MessageBatches.MAX_MEMBERS) {
        int end = Math.min(i + MessageBatches.MAX_MEMBERS, siblings.size());
        start(siblings.subList(i, end), now);
      }
    }
  }

  private void start(List<SiblingGatherer.GatheredDelivery> siblings, Instant now) {
    SiblingGatherer.GatheredDelivery first = siblings.getFirst();
    if (siblings.size() == 1 && first.isNew()) {
      worker.startFrozen(first.delivery(), first.partition(), first.settled());
    } else if (siblings.size() == 1) {
      batches.freezeAlone(first.delivery(), now);
    } else {
      siblings.stream()
          .filter(SiblingGatherer.GatheredDelivery::isNew)
          .forEach(one -> worker.recorder().recordPlanned(one.delivery()));
      batches.freezeSiblings(
          siblings.stream().map(SiblingGatherer.GatheredDelivery::delivery).toList(),
          now,
          () -> siblings.forEach(one -> one.settled().run()));
    }
  }

  /// Makes messages of what is held and due. What is alone may have siblings at its address.
  private void releaseHeld() {
    Instant now = dependencies.clock().instant();
    for (MessageBatches.LoneDelivery lone : batches.freezeHeld(now, MAX_BATCHES)) {
      router
          .findShared(lone.delivery())
          .ifPresentOrElse(
              to ->
                  gatherer.add(
                      new SiblingGatherer.GatheredDelivery(
                          lone.delivery(), lone.partition(), false, () -> {}),
                      to,
                      now),
              () -> batches.freezeAlone(lone.delivery(), now));
    }
  }

  private void attemptDue() {
    if (worker.countActive() >= dependencies.limits().unfinishedLimit()) {
      return;
    }
    releaseHeld();
    for (DeliveryLedger.WaitingDelivery waiting :
        ledger.takeDue(dependencies.clock().instant(), worker::findDelay)) {
      Instant later = worker.resumeWaiting(waiting);
      if (later != null) {
        ledger.postpone(waiting, later);
      }
    }
  }

  private void applyBackpressure() {
    if (offsets.countUnfinished() >= dependencies.limits().unfinishedLimit()) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }

  private void purgeHourly() {
    Instant now = dependencies.clock().instant();
    if (now.isAfter(nextPurge)) {
      ledger.purgeEnded(now.minus(dependencies.limits().endedKept()));
      ledger.told().forgetOld(now);
      batches.recover(now);
      worker.purgeIdleDestinations();
      nextPurge = now.plus(PURGE_INTERVAL);
    }
  }

  /// Revokes the partitions before closing the consumer: the consumer sends no heartbeats while it
  /// closes, and the group would remove this member during the wait for running attempts.
  @Override
  public void close() {
    handover.onPartitionsRevoked(consumer.assignment());
    consumer.close();
  }
}
