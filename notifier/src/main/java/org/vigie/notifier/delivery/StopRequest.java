package org.vigie.notifier.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;

/// The signal that the notifier must end. It wakes up the registered consumers, so that the
/// notifier ends quickly even if Kafka is unavailable. Thread-safe.
public final class StopRequest {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final Set<Consumer<?, ?>> consumers = ConcurrentHashMap.newKeySet();

  public void requestStop() {
    requested.countDown();
    consumers.forEach(Consumer::wakeup);
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /// @throws WakeupException if the notifier must end
  void throwIfRequested() {
    if (isRequested()) {
      throw new WakeupException();
    }
  }

  /// Waits for this long, or until the stop is requested.
  public void awaitStop(Duration pause) {
    try {
      requested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      requestStop();
    }
  }

  /// Registers a consumer, which is woken up when the stop is requested.
  Consumer<byte[], byte[]> registerForWakeup(Consumer<byte[], byte[]> consumer) {
    consumers.add(consumer);
    if (isRequested()) {
      consumer.wakeup();
    }
    return consumer;
  }

  /// Removes the consumers of a session that has ended.
  void clearConsumers() {
    consumers.clear();
  }
}
