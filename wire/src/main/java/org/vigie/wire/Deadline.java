package org.vigie.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;

/// How long a caller goes on waiting for something that it must ask for again and again, such as
/// the state of a cluster. Time is that of [System#nanoTime]. Not safe to share between threads.
public final class Deadline {
  private final long nanos;
  private long start = System.nanoTime();

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /// A deadline that passes after this time.
  public static Deadline after(Duration length) {
    return new Deadline(length.toNanos());
  }

  /// A deadline that never passes.
  public static Deadline none() {
    return new Deadline(Long.MAX_VALUE);
  }

  /// True once the time is over.
  public boolean hasPassed() {
    return System.nanoTime() - start >= nanos;
  }

  /// Begins the same time anew: after progress, for example.
  public void restart() {
    start = System.nanoTime();
  }

  /// Sleeps for one step, or for what is left if that is less.
  ///
  /// @return false at once if the deadline has passed
  /// @throws InterruptException if the thread is interrupted; its interrupt flag stays set
  public boolean sleep(Duration step) {
    long left = start + nanos - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, step.toNanos()));
      return true;
    } catch (InterruptedException e) {
      throw new InterruptException("interrupted while waiting", e);
    }
  }

  /// Waits until a condition holds. Checks it at once, then after every step, the last time when
  /// the deadline has passed.
  ///
  /// @return false if it does not hold in time
  /// @throws InterruptException as [#sleep]
  public boolean await(Duration step, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (!sleep(step)) {
        return false;
      }
    }
    return true;
  }
}
