package org.vigie.notifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.Rejected;

/// Sends every alert by every channel of its subscription: at least once, always under the same
/// delivery id, and never again once the delivery has ended. See the package for the guarantee.
///
/// Safe to share between threads.
public final class Notifier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  /// How long an end waits for what is being sent, so that its outcome still reaches the ledger.
  private static final Duration LAST_SENDS = Duration.ofSeconds(5);

  private final NotifierSettings settings;
  private final Catalogue catalogue;
  private final Clients clients;
  private final List<Sender> senders;
  private final InstantSource clock;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "vigie-notifier");
  private volatile @Nullable Consumer<byte[], byte[]> alerts;

  /// Opens nothing before [#start].
  ///
  /// @param senders one for each kind of channel
  public Notifier(
      NotifierSettings settings,
      KafkaConnection connection,
      List<Sender> senders,
      InstantSource clock) {
    this(settings, Catalogue.live(), Clients.of(connection, settings.group()), senders, clock);
  }

  Notifier(
      NotifierSettings settings,
      Catalogue catalogue,
      Clients clients,
      List<Sender> senders,
      InstantSource clock) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.clients = clients;
    this.senders = List.copyOf(senders);
    this.clock = clock;
  }

  /// Starts to read; returns at once.
  public void start() {
    thread.start();
  }

  /// Completes when partitions are assigned and their ledger is read, exceptionally where it failed
  /// before.
  public CompletableFuture<Void> ready() {
    return ready;
  }

  /// Completes when it has ended, exceptionally where it failed.
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /// Ends: waits a moment for what is being sent, commits, leaves the group.
  @Override
  public void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    stopping.set(true);
    Consumer<byte[], byte[]> consumer = alerts;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private void run() {
    try (Producer<byte[], byte[]> producer = clients.producer();
        SubscriptionTable subscriptions =
            new SubscriptionTable(catalogue.subscriptions(), clients.reader());
        Session session = new Session(producer, subscriptions)) {
      subscriptions.load();
      session.run();
      ended.complete(null);
    } catch (RuntimeException e) {
      log.error("the notifier has failed: {}", e.getMessage(), e);
      ended.completeExceptionally(e);
    } finally {
      senders.forEach(Sender::close);
      ready.completeExceptionally(new IllegalStateException("the notifier has ended"));
    }
  }

  private void fail(Exception e) {
    ended.completeExceptionally(e);
    stop();
  }

  /// One membership of the group, from start to end. All of it runs on the notifier's thread but
  /// the attempts, which run on their lanes.
  private final class Session implements AutoCloseable, ConsumerRebalanceListener {
    private final Producer<byte[], byte[]> producer;
    private final SubscriptionTable subscriptions;
    private final Ledger ledger;
    private final Attempts attempts;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Frontier> frontiers = new ConcurrentHashMap<>();
    private Map<TopicPartition, Long> committed = new HashMap<>();
    private Instant nextPurge = Instant.MIN;

    Session(Producer<byte[], byte[]> producer, SubscriptionTable subscriptions) {
      this.producer = producer;
      this.subscriptions = subscriptions;
      ledger = new Ledger(catalogue.deliveries(), producer, clock, Notifier.this::fail);
      attempts = new Attempts(settings, subscriptions, senders, ledger, clock);
      consumer = clients.alerts();
      alerts = consumer;
    }

    void run() {
      consumer.subscribe(List.of(catalogue.alerts().name()), this);
      try {
        while (!stopping.get()) {
          round();
        }
      } catch (WakeupException e) {
        if (!stopping.get()) {
          throw e;
        }
      }
    }

    private void round() {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (records.isEmpty()) {
        subscriptions.poll();
      } else {
        // Versions written before these alerts, removals too, are in force for them.
        subscriptions.catchUp();
      }
      records.forEach(this::take);
      frontiers.forEach((partition, frontier) -> frontier.read(consumer.position(partition)));
      commit();
      holdBack();
      purge();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      Frontier frontier = frontiers.get(new TopicPartition(record.topic(), record.partition()));
      if (frontier == null) {
        return;
      }
      try {
        deliver(record, read(record), frontier);
      } catch (SerializationException e) {
        reject(record, String.valueOf(e.getMessage()), frontier);
      }
    }

    private Alert read(ConsumerRecord<byte[], byte[]> record) {
      Alert alert =
          catalogue
              .alerts()
              .serde()
              .deserializer()
              .deserialize(record.topic(), record.headers(), record.value());
      if (alert == null) {
        throw new SerializationException("an alert without a value");
      }
      return alert;
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record, Alert alert, Frontier frontier) {
      Subscription subscription = subscriptions.get(alert.subscription());
      if (subscription == null) {
        reject(record, "no subscription '" + alert.subscription() + "' is known", frontier);
        return;
      }
      Map<String, Delivery> deliveries = new HashMap<>();
      for (Channel channel : Attempts.channels(subscription)) {
        Delivery first = first(alert, channel);
        deliveries.put(first.id(), first);
      }
      // Those that wait for a channel which is gone by now are looked at too, and cancelled.
      for (Delivery waiting : ledger.pendingOf(record.partition(), alert.id(), alert.seq())) {
        deliveries.put(waiting.id(), waiting);
      }
      deliveries.keySet().removeIf(id -> ledger.ended(record.partition(), id));
      frontier.begin(record.offset(), deliveries.size());
      deliveries
          .values()
          .forEach(
              delivery -> attempts.begin(delivery, alert, () -> frontier.end(record.offset())));
    }

    private Delivery first(Alert alert, Channel channel) {
      return new Delivery(
          Identity.deliveryId(alert.id(), alert.seq(), channel.name()),
          alert.id(),
          alert.seq(),
          alert.subscription(),
          channel.name(),
          Delivery.Status.PENDING,
          0,
          null,
          clock.instant(),
          null);
    }

    private void reject(ConsumerRecord<byte[], byte[]> record, String reason, Frontier frontier) {
      Rejected rejected = Rejected.of(record, reason);
      log.warn("alert set aside source={} reason={}", rejected.source(), reason);
      frontier.begin(record.offset(), 1);
      producer.send(
          rejected.record(catalogue.rejected()),
          (unused, failure) -> {
            if (failure == null) {
              frontier.end(record.offset());
            } else {
              fail(failure);
            }
          });
    }

    private void commit() {
      Map<TopicPartition, Long> offsets = Frontier.offsets(frontiers);
      if (!offsets.equals(committed)) {
        consumer.commitAsync(metadata(offsets), null);
        committed = offsets;
      }
    }

    private static Map<TopicPartition, OffsetAndMetadata> metadata(
        Map<TopicPartition, Long> offsets) {
      Map<TopicPartition, OffsetAndMetadata> metadata = new HashMap<>();
      offsets.forEach(
          (partition, offset) -> metadata.put(partition, new OffsetAndMetadata(offset)));
      return metadata;
    }

    private void holdBack() {
      int unfinished = frontiers.values().stream().mapToInt(Frontier::unfinished).sum();
      if (unfinished >= settings.unfinishedLimit()) {
        consumer.pause(consumer.assignment());
      } else {
        consumer.resume(consumer.paused());
      }
    }

    private void purge() {
      Instant now = clock.instant();
      if (now.isAfter(nextPurge)) {
        ledger.purge(now.minus(settings.endedKept()));
        nextPurge = now.plus(PURGE_EVERY);
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      try (Consumer<byte[], byte[]> reader = clients.reader()) {
        for (TopicPartition partition : partitions) {
          ledger.load(partition.partition(), reader);
          frontiers.put(partition, new Frontier());
        }
      }
      ready.complete(null);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      attempts.settle(LAST_SENDS);
      producer.flush();
      commitNow();
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        frontiers.remove(partition);
        attempts.drop(partition.partition());
        ledger.drop(partition.partition());
      }
      committed = new HashMap<>();
    }

    private void commitNow() {
      Map<TopicPartition, Long> offsets = Frontier.offsets(frontiers);
      if (!offsets.isEmpty()) {
        consumer.commitSync(metadata(offsets));
      }
    }

    @Override
    public void close() {
      attempts.settle(LAST_SENDS);
      attempts.close();
      consumer.close();
    }
  }
}
