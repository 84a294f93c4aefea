package org.vigie.notifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.vigie.model.Retry;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;

/// One membership of the consumer group, from start to end. Everything runs on the notifier's
/// thread except the attempts, which run in their queues.
///
/// An alert is finished, and its offset may be committed, when each of its deliveries is
/// acknowledged on the ledger, as ended or waiting. Waiting deliveries are read back from the
/// ledger when they are due.
final class Session implements AutoCloseable, ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  /// The maximum number of due deliveries that one poll cycle reads back from a partition.
  private static final int DUE = 100;

  /// How long the end of a session waits for Kafka, so that results still reach the ledger.
  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  private final Parts parts;
  private final Faults faults;
  private final SetAside setAside;
  private final SubscriptionTable subscriptions;
  private final Ledger ledger;
  private final Attempts attempts;
  private final Consumer<byte[], byte[]> consumer;
  private final Progress progress = new Progress();
  private Instant nextPurge = Instant.MIN;

  private Session(
      Parts parts,
      Faults faults,
      SetAside setAside,
      SubscriptionTable subscriptions,
      Ledger ledger,
      Attempts attempts) {
    this.parts = parts;
    this.faults = faults;
    this.setAside = setAside;
    this.subscriptions = subscriptions;
    this.ledger = ledger;
    this.attempts = attempts;
    consumer = parts.stop().wakes(parts.clients().alerts());
  }

  /// The dependencies of a session.
  ///
  /// @param onAssigned runs when partitions are assigned and their ledger is loaded
  record Parts(
      NotifierSettings settings,
      Catalogue catalogue,
      Clients clients,
      List<Sender> senders,
      InstantSource clock,
      StopSign stop,
      Runnable onAssigned) {

    private SubscriptionTable subscriptions() {
      return new SubscriptionTable(catalogue.subscriptions(), stop.wakes(clients.reader()), stop);
    }

    private SetAside setAside(Producer<byte[], byte[]> producer, Faults faults) {
      return new SetAside(catalogue.rejected(), producer, faults::tell);
    }

    private Ledger ledger(Producer<byte[], byte[]> producer, Faults faults) {
      KafkaTopic<Delivery> topic = catalogue.deliveries();
      return new Ledger(
          topic,
          producer,
          new LedgerReader(topic.name(), stop.wakes(clients.reader()), stop),
          (record, e) ->
              setAside(producer, faults).put(record, String.valueOf(e.getMessage()), () -> {}),
          faults::tell);
    }
  }

  /// Passes the first failure of another thread to the notifier's thread.
  private static final class Faults {
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

    void tell(Throwable fault) {
      log.warn("the session of the notifier ends", fault);
      first.compareAndSet(null, fault);
    }

    void check() {
      Throwable fault = first.get();
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
  static void work(Parts parts) {
    Faults faults = new Faults();
    try (Producer<byte[], byte[]> producer = parts.clients().producer();
        SubscriptionTable subscriptions = parts.subscriptions();
        Ledger ledger = parts.ledger(producer, faults);
        Attempts attempts =
            new Attempts(
                parts.settings(),
                subscriptions,
                parts.senders(),
                ledger,
                parts.clock(),
                faults::tell);
        Session session =
            new Session(
                parts, faults, parts.setAside(producer, faults), subscriptions, ledger, attempts)) {
      subscriptions.load();
      session.run();
    } finally {
      parts.stop().forget();
    }
  }

  private void run() {
    consumer.subscribe(
        List.of(parts.catalogue().alerts().name(), parts.catalogue().retries().name()), this);
    while (!parts.stop().isRequested()) {
      faults.check();
      round();
    }
  }

  private void round() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      subscriptions.poll();
    } else {
      // Subscription versions written before these alerts, including removals, apply to them.
      subscriptions.catchUp();
    }
    records.forEach(this::take);
    progress.read(consumer);
    resumeDue();
    progress.commit(consumer);
    holdBack();
    purge();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Frontier frontier = progress.of(record);
    if (frontier == null) {
      return;
    }
    try {
      if (record.topic().equals(parts.catalogue().alerts().name())) {
        deliver(record, read(parts.catalogue().alerts(), record), frontier);
      } else {
        grant(record, read(parts.catalogue().retries(), record), frontier);
      }
    } catch (SerializationException e) {
      reject(record, String.valueOf(e.getMessage()), frontier);
    }
  }

  private static <V> V read(KafkaTopic<V> topic, ConsumerRecord<byte[], byte[]> record) {
    V value = topic.entry(record).value();
    if (value == null) {
      throw new SerializationException("a record without a value");
    }
    return value;
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record, Alert alert, Frontier frontier) {
    Subscription subscription = subscriptions.get(alert.subscription());
    if (subscription == null) {
      reject(record, "no subscription '" + alert.subscription() + "' is known", frontier);
      return;
    }
    int partition = record.partition();
    Map<String, Delivery> deliveries = new HashMap<>();
    for (Channel channel : channels(partition, alert, subscription)) {
      Delivery first = Delivery.first(alert, channel.name(), parts.clock().instant());
      if (!ledger.knows(partition, first.id())) {
        deliveries.put(first.id(), first);
      }
    }
    for (Delivery bare : ledger.takeBare(partition, alert.id(), alert.seq())) {
      deliveries.put(bare.id(), bare.with(alert));
    }
    frontier.begin(record.offset(), deliveries.size());
    for (Delivery delivery : deliveries.values()) {
      attempts.begin(delivery, alert, partition, () -> frontier.end(record.offset()));
    }
  }

  /// The channels of the newest version. If the alert was sent before, and is read again because
  /// the group's offsets were lost, only the channels that it had then: a channel that was added
  /// later must not get old alerts.
  private List<Channel> channels(int partition, Alert alert, Subscription newest) {
    List<Channel> now = Attempts.channels(newest);
    Subscription before = subscriptions.at(alert.subscription(), alert.timeline().decided());
    if (before == null) {
      return now;
    }
    Set<String> then =
        Attempts.channels(before).stream().map(Channel::name).collect(Collectors.toSet());
    boolean wentOut =
        then.stream()
            .map(name -> Identity.deliveryId(alert.id(), alert.seq(), name))
            .anyMatch(id -> ledger.knows(partition, id));
    return wentOut ? now.stream().filter(one -> then.contains(one.name())).toList() : now;
  }

  private void grant(ConsumerRecord<byte[], byte[]> record, Retry wish, Frontier frontier) {
    frontier.begin(record.offset(), 1);
    Runnable dealtWith = () -> frontier.end(record.offset());
    Instant asked = Instant.ofEpochMilli(record.timestamp());
    Instant now = parts.clock().instant();
    if (!ledger.retry(record.partition(), wish.delivery(), asked, now, dealtWith)) {
      dealtWith.run();
    }
  }

  private void reject(ConsumerRecord<byte[], byte[]> record, String reason, Frontier frontier) {
    frontier.begin(record.offset(), 1);
    setAside.put(record, reason, () -> frontier.end(record.offset()));
  }

  private void resumeDue() {
    if (attempts.count() >= parts.settings().unfinishedLimit()) {
      return;
    }
    for (Ledger.Waiting waiting : ledger.takeDue(parts.clock().instant(), DUE)) {
      Instant later = attempts.resume(waiting);
      if (later != null) {
        ledger.later(waiting, later);
      }
    }
  }

  private void holdBack() {
    if (progress.unfinished() >= parts.settings().unfinishedLimit()) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }

  private void purge() {
    Instant now = parts.clock().instant();
    if (now.isAfter(nextPurge)) {
      ledger.purge(now.minus(parts.settings().endedKept()));
      attempts.purge();
      nextPurge = now.plus(PURGE_EVERY);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    numbers(partitions).forEach(ledger::load);
    progress.begin(partitions);
    parts.onAssigned().run();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!progress.hasAny(partitions)) {
      return;
    }
    try {
      attempts.drop(numbers(partitions));
      attempts.settle(numbers(partitions));
      ledger.settle(LAST_WRITES);
      progress.commitNow(consumer, LAST_WRITES);
    } catch (KafkaException e) {
      log.warn("offsets not committed at the end, some alerts are read again: {}", e.toString());
    } finally {
      onPartitionsLost(partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    progress.drop(partitions);
    attempts.drop(numbers(partitions));
    numbers(partitions).forEach(ledger::drop);
  }

  /// The owner of a partition of the alerts also owns that partition of the ledger. The retry
  /// requests are partitioned and assigned in the same way, except to a member of release 0.1,
  /// which subscribes to the alerts only.
  private Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .filter(one -> one.topic().equals(parts.catalogue().alerts().name()))
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
