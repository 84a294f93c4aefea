package org.vigie.notifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.DeadLetters;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// One membership of the consumer group, from start to end. Everything runs on the notifier's
/// thread except the attempts, which run in their queues.
///
/// An alert is finished, and its offset may be committed, when each of its deliveries is
/// acknowledged on the ledger, as ended or waiting. Waiting deliveries are read back from the
/// ledger when they are due.
final class AlertConsumer implements AutoCloseable, ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(AlertConsumer.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

  /// The maximum number of due deliveries that one poll cycle reads back from a partition.
  private static final int MAX_DUE = 100;

  /// How long one answer of Kafka may take, and how long reading may make no progress.
  private static final Duration NO_PROGRESS = Duration.ofSeconds(10);

  /// How long the end of a session waits for Kafka, so that results still reach the ledger.
  private static final Duration FINAL_WRITE_TIMEOUT = Duration.ofSeconds(5);

  private final Dependencies dependencies;
  private final BackgroundFailures backgroundFailures;
  private final DeadLetters deadLetters;
  private final SubscriptionTable subscriptions;
  private final DeliveryLedger ledger;
  private final DeliveryWorker worker;
  private final Consumer<byte[], byte[]> consumer;
  private final PartitionOffsets offsets = new PartitionOffsets();
  private Instant nextPurge = Instant.MIN;

  private AlertConsumer(
      Dependencies parts,
      BackgroundFailures faults,
      DeadLetters deadLetters,
      SubscriptionTable subscriptions,
      DeliveryLedger ledger,
      DeliveryWorker attempts) {
    this.dependencies = parts;
    this.backgroundFailures = faults;
    this.deadLetters = deadLetters;
    this.subscriptions = subscriptions;
    this.ledger = ledger;
    this.worker = attempts;
    consumer = parts.stop().registerForWakeup(parts.clients().openAlertConsumer());
  }

  /// The dependencies of a session.
  ///
  /// @param counts what is counted, over all sessions
  /// @param onAssigned runs when partitions are assigned and their ledger is loaded
  record Dependencies(
      NotifierSettings settings,
      Catalogue catalogue,
      NotifierClients clients,
      List<ChannelSender> senders,
      InstantSource clock,
      StopSignal stop,
      DeliveryCounts counts,
      Runnable onAssigned) {

    private Consumer<byte[], byte[]> reader() {
      return stop.registerForWakeup(clients.openPartitionReader());
    }

    private <V> TopicScan<V> scan(Consumer<byte[], byte[]> reader, KafkaTopic<V> topic) {
      return TopicScan.of(reader, topic)
          .giveUpAfter(NO_PROGRESS)
          .checkBeforePoll(stop::throwIfRequested);
    }

    private DeadLetters deadLetters(Producer<byte[], byte[]> producer) {
      return new DeadLetters(catalogue.rejected(), producer);
    }

    private DeliveryLedger createLedger(
        Producer<byte[], byte[]> producer,
        Consumer<byte[], byte[]> reader,
        BackgroundFailures faults) {
      KafkaTopic<Delivery> topic = catalogue.deliveries();
      return new DeliveryLedger(
          topic,
          producer,
          scan(reader, topic),
          letter -> {
            counts.recordDeadLetter();
            faults.watch(deadLetters(producer).write(letter), () -> {});
          },
          faults::recordFailure);
    }
  }

  /// Passes the first failure of another thread to the notifier's thread.
  private static final class BackgroundFailures {
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

    void recordFailure(Throwable fault) {
      log.warn("the session of the notifier ends", fault);
      firstFailure.compareAndSet(null, fault);
    }

    void watch(CompletableFuture<?> write, Runnable acknowledged) {
      write.whenComplete(
          (unused, failure) -> {
            if (failure == null) {
              acknowledged.run();
            } else {
              recordFailure(failure);
            }
          });
    }

    void throwIfFailed() {
      Throwable fault = firstFailure.get();
      if (fault instanceof KafkaException kafka) {
        throw kafka;
      }
      if (fault != null) {
        throw new KafkaException("a fault beside Kafka", fault);
      }
    }
  }

  /// Consumes until the stop signal.
  ///
  /// @throws KafkaException if Kafka is unavailable, or rejects a record permanently
  static void consume(Dependencies parts) {
    BackgroundFailures faults = new BackgroundFailures();
    try (Producer<byte[], byte[]> producer = parts.clients().openProducer();
        Consumer<byte[], byte[]> subscriptionReader = parts.reader();
        Consumer<byte[], byte[]> ledgerReader = parts.reader()) {
      SubscriptionTable subscriptions =
          new SubscriptionTable(parts.scan(subscriptionReader, parts.catalogue().subscriptions()));
      DeliveryLedger ledger = parts.createLedger(producer, ledgerReader, faults);
      try (DeliveryWorker attempts =
              new DeliveryWorker(
                  parts.settings(),
                  subscriptions,
                  parts.senders(),
                  ledger,
                  parts.clock(),
                  parts.counts(),
                  faults::recordFailure);
          AlertConsumer session =
              new AlertConsumer(
                  parts, faults, parts.deadLetters(producer), subscriptions, ledger, attempts)) {
        subscriptions.loadAll();
        parts.counts().openSession(ledger, attempts);
        session.pollUntilStopped();
      }
    } finally {
      parts.counts().closeSession();
      parts.stop().clearConsumers();
    }
  }

  private void pollUntilStopped() {
    consumer.subscribe(
        List.of(
            dependencies.catalogue().alerts().name(), dependencies.catalogue().retries().name()),
        this);
    while (!dependencies.stop().isRequested()) {
      backgroundFailures.throwIfFailed();
      pollOnce();
    }
  }

  private void pollOnce() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      subscriptions.readNew();
    } else {
      // Subscription versions written before these alerts, including removals, apply to them.
      subscriptions.readToEnd();
    }
    records.forEach(this::handleRecord);
    offsets.updatePositions(consumer);
    resumeDueDeliveries();
    offsets.commitOffsetsAsync(consumer);
    applyBackpressure();
    purgeHourly();
  }

  private void handleRecord(ConsumerRecord<byte[], byte[]> record) {
    OffsetTracker frontier = offsets.findTracker(record);
    if (frontier == null) {
      return;
    }
    try {
      if (record.topic().equals(dependencies.catalogue().alerts().name())) {
        startDeliveries(record, readValue(dependencies.catalogue().alerts(), record), frontier);
      } else {
        handleRetry(record, readValue(dependencies.catalogue().retries(), record), frontier);
      }
    } catch (SerializationException e) {
      writeDeadLetter(record, String.valueOf(e.getMessage()), frontier);
    }
  }

  private static <V> V readValue(KafkaTopic<V> topic, ConsumerRecord<byte[], byte[]> record) {
    V value = topic.decode(record).value();
    if (value == null) {
      throw new SerializationException("a record without a value");
    }
    return value;
  }

  private void startDeliveries(
      ConsumerRecord<byte[], byte[]> record, Alert alert, OffsetTracker frontier) {
    Subscription subscription = subscriptions.findNewest(alert.subscription());
    if (subscription == null) {
      writeDeadLetter(record, "no subscription '" + alert.subscription() + "' is known", frontier);
      return;
    }
    dependencies.counts().recordAlert();
    int partition = record.partition();
    Map<String, Delivery> deliveries = new HashMap<>();
    for (Channel channel : findChannels(partition, alert, subscription)) {
      Delivery first =
          Delivery.createPending(alert, channel.name(), dependencies.clock().instant());
      if (!ledger.hasDelivery(partition, first.id())) {
        deliveries.put(first.id(), first);
      }
    }
    for (Delivery bare : ledger.takeWithoutAlert(partition, alert.id(), alert.seq())) {
      deliveries.put(bare.id(), bare.withContent(alert));
    }
    frontier.addRecord(record.offset(), deliveries.size());
    for (Delivery delivery : deliveries.values()) {
      worker.startDelivery(
          delivery, alert, partition, () -> frontier.completeDelivery(record.offset()));
    }
  }

  /// The channels of the newest version. If the alert was sent before, and is read again because
  /// the group's offsets were lost, only the channels that it had then: a channel that was added
  /// later must not get old alerts.
  private List<Channel> findChannels(int partition, Alert alert, Subscription newest) {
    List<Channel> now = DeliveryWorker.effectiveChannels(newest);
    Subscription before =
        subscriptions.findVersionAt(alert.subscription(), alert.timeline().decided());
    if (before == null) {
      return now;
    }
    Set<String> then =
        DeliveryWorker.effectiveChannels(before).stream()
            .map(Channel::name)
            .collect(Collectors.toSet());
    boolean wentOut =
        then.stream()
            .map(name -> Identity.deliveryId(alert.id(), alert.seq(), name))
            .anyMatch(id -> ledger.hasDelivery(partition, id));
    return wentOut ? now.stream().filter(one -> then.contains(one.name())).toList() : now;
  }

  private void handleRetry(
      ConsumerRecord<byte[], byte[]> record, RetryRequest wish, OffsetTracker frontier) {
    frontier.addRecord(record.offset(), 1);
    Runnable dealtWith = () -> frontier.completeDelivery(record.offset());
    Instant asked = Instant.ofEpochMilli(record.timestamp());
    Instant now = dependencies.clock().instant();
    boolean ended = ledger.hasEnded(record.partition(), wish.delivery());
    if (!ledger.retry(record.partition(), wish.delivery(), asked, now, dealtWith)) {
      dealtWith.run();
    } else if (ended) {
      dependencies.counts().recordRestart();
    }
  }

  private void writeDeadLetter(
      ConsumerRecord<byte[], byte[]> record, String reason, OffsetTracker frontier) {
    dependencies.counts().recordDeadLetter();
    frontier.addRecord(record.offset(), 1);
    backgroundFailures.watch(
        deadLetters.write(DeadLetter.of(record, reason)),
        () -> frontier.completeDelivery(record.offset()));
  }

  private void resumeDueDeliveries() {
    if (worker.countActive() >= dependencies.settings().unfinishedLimit()) {
      return;
    }
    for (DeliveryLedger.WaitingDelivery waiting :
        ledger.takeDue(dependencies.clock().instant(), MAX_DUE)) {
      Instant later = worker.resumeWaiting(waiting);
      if (later != null) {
        ledger.postpone(waiting, later);
      }
    }
  }

  private void applyBackpressure() {
    if (offsets.countUnfinished() >= dependencies.settings().unfinishedLimit()) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }

  private void purgeHourly() {
    Instant now = dependencies.clock().instant();
    if (now.isAfter(nextPurge)) {
      ledger.purgeEnded(now.minus(dependencies.settings().endedKept()));
      worker.purgeIdleDestinations();
      nextPurge = now.plus(PURGE_INTERVAL);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    alertPartitions(partitions).forEach(ledger::loadPartition);
    offsets.addPartitions(partitions);
    dependencies.onAssigned().run();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!offsets.hasAny(partitions)) {
      return;
    }
    try {
      worker.dropPartitions(alertPartitions(partitions));
      worker.awaitAttempts(alertPartitions(partitions));
      ledger.awaitAcknowledgements(FINAL_WRITE_TIMEOUT);
      offsets.commitOffsetsSync(consumer, FINAL_WRITE_TIMEOUT);
    } catch (KafkaException e) {
      log.warn("offsets not committed at the end, some alerts are read again: {}", e.toString());
    } finally {
      onPartitionsLost(partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    offsets.dropPartitions(partitions);
    worker.dropPartitions(alertPartitions(partitions));
    alertPartitions(partitions).forEach(ledger::dropPartition);
  }

  /// The owner of a partition of the alerts also owns that partition of the ledger. The retry
  /// requests are partitioned and assigned in the same way, except to a member of release 0.1,
  /// which subscribes to the alerts only.
  private Set<Integer> alertPartitions(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .filter(one -> one.topic().equals(dependencies.catalogue().alerts().name()))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  /// Revokes the partitions before closing the consumer: the consumer sends no heartbeats while it
  /// closes, and the group would remove this member during the wait for running attempts.
  @Override
  public void close() {
    onPartitionsRevoked(consumer.assignment());
    consumer.close();
  }
}
