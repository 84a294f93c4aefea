package org.vigie.notifier;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;

/// The wish that the notifier end. It wakes whatever waits for Kafka, so that an end takes no
/// longer while Kafka is gone. Safe to share between threads.
final class StopSign {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final Set<Consumer<?, ?>> waiting = ConcurrentHashMap.newKeySet();

  void request() {
    requested.countDown();
    waiting.forEach(Consumer::wakeup);
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /// @throws WakeupException where the end is wished for
  void check() {
    if (isRequested()) {
      throw new WakeupException();
    }
  }

  /// Waits so long, or until the end is wished for.
  void await(Duration pause) {
    try {
      requested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request();
    }
  }

  /// This consumer is woken when the end is wished for, until [#forget].
  Consumer<byte[], byte[]> wakes(Consumer<byte[], byte[]> consumer) {
    waiting.add(consumer);
    if (isRequested()) {
      consumer.wakeup();
    }
    return consumer;
  }

  /// The consumers of a session that is over.
  void forget() {
    waiting.clear();
  }
}
