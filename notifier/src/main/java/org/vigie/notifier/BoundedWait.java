package org.vigie.notifier;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits with a time limit for work of other threads.
final class BoundedWait {
  private BoundedWait() {}

  /// Waits until the condition holds, or the time limit has passed, or the thread is interrupted.
  static void awaitCondition(BooleanSupplier done, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
