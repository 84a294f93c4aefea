package org.vigie.ingest.fetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One request per host at a time, and a pause between two. Times are of the monotonic clock, since
/// a pause is a length and no date. Hosts whose pause is over are forgotten, so that it grows with
/// the hosts in use alone.
final class HostTurns {
  private static final long BUSY = Long.MAX_VALUE;
  private static final int SWEEP_ABOVE = 1_024;

  private final long spacingNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Long> freeAt = new HashMap<>();

  HostTurns(Duration spacing) {
    spacingNanos = spacing.toNanos();
  }

  /// Waits for a turn.
  ///
  /// @param deadline of `System.nanoTime()`
  /// @return false where none came in time; at once where the host is known to be held for longer
  boolean enter(String host, long deadline) throws InterruptedException {
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

  /// Ends a turn; the pause begins.
  ///
  /// @param asked how long the host wants to be left alone, by whatever feed; zero where it did not
  ///     say
  void leave(String host, Duration asked) {
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

  /// True where a turn would be had at once.
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
    return "HostTurns[" + TimeUnit.NANOSECONDS.toMillis(spacingNanos) + " ms]";
  }
}
