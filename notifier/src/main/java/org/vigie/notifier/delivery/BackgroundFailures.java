package org.vigie.notifier.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes the first failure of another thread to the notifier's thread. Thread-safe.
final class BackgroundFailures {
  private static final Logger log = LoggerFactory.getLogger(BackgroundFailures.class);

  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

  void recordFailure(Throwable failure) {
    log.warn("the session of the notifier ends", failure);
    firstFailure.compareAndSet(null, failure);
  }

  /// Records the failure of a write.
  ///
  /// @param acknowledged runs if the write succeeds
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

  /// @throws KafkaException if a failure was recorded
  void throwIfFailed() {
    Throwable failure = firstFailure.get();
    if (failure instanceof KafkaException kafka) {
      throw kafka;
    }
    if (failure != null) {
      throw new KafkaException("a failure outside Kafka", failure);
    }
  }
}
