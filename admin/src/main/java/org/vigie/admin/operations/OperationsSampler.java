package org.vigie.admin.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.FeedStatus;
import org.vigie.admin.lag.LagMonitor;
import org.vigie.admin.operations.OperationsReport.DiskUsage;
import org.vigie.admin.operations.OperationsReport.GroupHistory;
import org.vigie.admin.operations.OperationsReport.StepLatency;
import org.vigie.wire.KafkaConnection;

/// Makes the measurements one after the other. What changes slowly and costs much, the states of
/// feeds and the sizes on disk, is measured once a minute. Not thread-safe.
final class OperationsSampler implements AutoCloseable {
  private static final Duration SLOW_INTERVAL = Duration.ofMinutes(1);

  /// How long a measurement reads alerts and ledger at most; the next one goes on from there.
  private static final Duration READING = Duration.ofSeconds(5);

  private final Admin admin;
  private final KafkaConnection connection;
  private final LongSupplier indexBytes;
  private final InstantSource clock;

  private final GroupHistories groups = new GroupHistories();
  private final org.apache.kafka.clients.admin.Admin kafka;
  private final LagMonitor lag;
  private final TopicMeter topics;
  private @Nullable DeliveryFollower follower;
  private @Nullable Instant lastSlow;
  private Map<String, Long> feeds = Map.of();

  private OperationsSampler(
      Admin admin, KafkaConnection connection, LongSupplier indexBytes, InstantSource clock) {
    this.admin = admin;
    this.connection = connection;
    this.indexBytes = indexBytes;
    this.clock = clock;
    lag = LagMonitor.open(connection, clock);
    kafka = org.apache.kafka.clients.admin.Admin.create(connection.adminSettings());
    topics = new TopicMeter(kafka);
  }

  /// Opens the clients; the cluster need not answer yet.
  ///
  /// @throws KafkaException if no client can be made, as where no address can be resolved
  static OperationsSampler open(
      Admin admin, KafkaConnection connection, LongSupplier indexBytes, InstantSource clock) {
    return new OperationsSampler(admin, connection, indexBytes, clock);
  }

  /// Measures once.
  ///
  /// @throws KafkaException if the cluster does not answer
  OperationsReport measure() {
    // First a question with a short answer time: the others would wait longer.
    Collection<Node> brokers = topics.findBrokers();
    List<GroupHistory> measured = groups.add(lag.measure(null));
    topics.measureRates(clock.instant());
    DeliveryProgress progress = follow();
    measureSlowly(brokers);
    boolean complete = follower != null && follower.hasCaughtUp();
    Map<String, Long> deliveries = complete ? progress.countStates() : Map.of();
    List<StepLatency> latency = progress.measureLatency();
    return new OperationsReport(
        clock.instant(),
        complete ? null : "the ledger of deliveries is being read",
        measured,
        topics.describe(),
        latency,
        deliveries,
        feeds,
        new DiskUsage(indexBytes.getAsLong(), topics.sumBytes()));
  }

  private DeliveryProgress follow() {
    DeliveryFollower open = follower;
    if (open == null) {
      open = DeliveryFollower.open(connection, clock);
      follower = open;
    }
    try {
      open.follow(READING);
    } catch (KafkaException e) {
      if (!(e instanceof RetriableException)) {
        open.close();
        follower = null;
      }
      throw e;
    }
    return open.progress();
  }

  private void measureSlowly(Collection<Node> brokers) {
    Instant now = clock.instant();
    Instant before = lastSlow;
    if (before != null && now.isBefore(before.plus(SLOW_INTERVAL)) && !now.isBefore(before)) {
      return;
    }
    lastSlow = now;
    topics.measureBytes(brokers);
    Map<String, Long> byHealth = new TreeMap<>();
    for (FeedStatus.FeedHealth health : FeedStatus.FeedHealth.values()) {
      byHealth.put(health.toString(), 0L);
    }
    admin.feeds().list().forEach(feed -> byHealth.merge(feed.health().toString(), 1L, Long::sum));
    feeds = byHealth;
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
    lag.close();
    kafka.close(Duration.ZERO);
  }
}
