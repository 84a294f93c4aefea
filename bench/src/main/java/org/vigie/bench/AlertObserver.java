package org.vigie.bench;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// Consumes committed alerts as the notifier does and records when each arrived.
final class AlertObserver implements AutoCloseable {
  private final KafkaTopic<Alert> topic;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicBoolean recordingItems = new AtomicBoolean();
  private final AtomicInteger count = new AtomicInteger();
  private final ConcurrentMap<String, Long> firstArrivalByItem = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Instant> firstDecisionBySubscription =
      new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private volatile long lastArrivalNanos = System.nanoTime();

  AlertObserver(KafkaConnection connection, Catalogue catalogue) {
    topic = catalogue.alerts();
    thread = Thread.ofPlatform().name("alert-clock").start(() -> readAlerts(connection));
  }

  private void readAlerts(KafkaConnection connection) {
    try {
      TopicScan.of(connection, topic)
          .followRaw(record -> handleRecord(record, System.nanoTime()), stopped::get);
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void handleRecord(ConsumerRecord<byte[], byte[]> record, long now) {
    if (recordingItems.get()) {
      Alert alert = topic.decode(record).value();
      if (alert != null) {
        firstArrivalByItem.putIfAbsent(alert.item(), now);
        firstDecisionBySubscription.merge(
            alert.subscription(),
            alert.timeline().decided(),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    lastArrivalNanos = now;
    count.incrementAndGet();
  }

  /// From now on also records when the first alert of each item and subscription arrived, which
  /// costs more than counting.
  void startRecordingItems() {
    recordingItems.set(true);
  }

  /// The number of alerts so far.
  ///
  /// @throws IllegalStateException if the alerts cannot be read, with the cause
  int count() {
    checkFailure();
    return count.get();
  }

  private void checkFailure() {
    if (failure != null) {
      throw new IllegalStateException("the alerts cannot be read", failure);
    }
  }

  /// When the last alert arrived, in the time of `System.nanoTime`.
  ///
  /// @throws IllegalStateException as [#count]
  long lastArrivalNanos() {
    checkFailure();
    return lastArrivalNanos;
  }

  /// Returns the nanoseconds from a moment to the arrival of the first alert of an item; empty if
  /// none was recorded.
  LongStream findNanosToFirstAlert(long moment, String item) {
    Long came = firstArrivalByItem.get(item);
    return came == null ? LongStream.empty() : LongStream.of(came - moment);
  }

  /// Returns the earliest decision that raised an alert of a subscription, null if none was
  /// recorded.
  ///
  /// @throws IllegalStateException as [#count]
  @Nullable Instant findFirstDecision(String subscription) {
    checkFailure();
    return firstDecisionBySubscription.get(subscription);
  }

  @Override
  public void close() {
    stopped.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
