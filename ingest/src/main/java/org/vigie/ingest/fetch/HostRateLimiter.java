package org.vigie.ingest.fetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Limits requests to one per host at a time, with a pause between two. Times are those of the
/// monotonic clock. Hosts whose pause is over are removed, so memory grows with the hosts in use
/// only. Thread-safe.
final class HostRateLimiter {
  private static final long BUSY = Long.MAX_VALUE;
  private static final int SWEEP_ABOVE = 1_024;

  private final long spacingNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Long> freeAt = new HashMap<>();

  HostRateLimiter(Duration spacing) {
    spacingNanos = spacing.toNanos();
  }

  /// Waits for a turn.
  ///
  /// @param deadline as of `System.nanoTime()`
  /// @return false if none came before the deadline; returned at once if the host is known to be
  ///     held for longer
  boolean acquire(String host, long deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = System.nanoTime();
        Long free = freeAt.get(host);
        if (free == null || free != BUSY && free - now <= 0) {
          freeAt.put(host, BUSY);
          return true;
        }
        if (deadline - now <= 0 || free != BUSY && free - deadline > 0) {
          return false;
        }
        long wait = free == BUSY ? deadline - now : Math.min(free - now, deadline - now);
        changed.awaitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Ends a turn and starts the pause.
  ///
  /// @param asked the pause that the host asked for, whatever the feed; zero if it named none
  void release(String host, Duration asked) {
    lock.lock();
    try {
      long now = System.nanoTime();
      long pause = Math.max(spacingNanos, asked.toNanos());
      if (pause == 0) {
        freeAt.remove(host);
      } else {
        freeAt.put(host, now + pause);
      }
      if (freeAt.size() > SWEEP_ABOVE) {
        freeAt.values().removeIf(free -> free != BUSY && free - now <= 0);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Returns whether a turn could be taken now.
  boolean isFree(String host) {
    lock.lock();
    try {
      Long free = freeAt.get(host);
      return free == null || free != BUSY && free - System.nanoTime() <= 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "HostRateLimiter[" + TimeUnit.NANOSECONDS.toMillis(spacingNanos) + " ms]";
  }
}
