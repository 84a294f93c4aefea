package org.vigie.notifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs tasks of one address one after another and those of different addresses at the same time,
/// so that a slow receiver slows nobody else, up to [Sender#AT_ONCE] in all. A lane takes a bounded
/// number of tasks and refuses the rest; after some failures in a row it is closed for a while, and
/// the first task after that tells whether the address works again.
///
/// Safe to share between threads.
final class Lanes implements AutoCloseable {
  /// Failures in a row after which an address is left alone for a while.
  static final int FAILURES = 3;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /// A full lane is asked again when about half of it should be done, within these limits.
  private static final Duration SOONEST = Duration.ofMillis(50);

  private static final Duration LATEST = Duration.ofSeconds(5);

  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final int limit;
  private final Duration firstPause;
  private final InstantSource clock;
  private final Consumer<Throwable> onFailure;
  private final Semaphore turns = new Semaphore(Sender.AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Lane> lanes = new HashMap<>();

  /// @param limit tasks that one address may have waiting
  /// @param firstPause how long an address is left alone at first; doubled with each failure, up to
  ///     five minutes
  /// @param onFailure told what a task throws; the lane goes on
  Lanes(int limit, Duration firstPause, InstantSource clock, Consumer<Throwable> onFailure) {
    this.limit = limit;
    this.firstPause = firstPause;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  private static final class Lane {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private long begunNanos;
    private long lastNanos;
    private int failures;
    private @Nullable Instant failingSince;
    private Instant closedUntil = Instant.MIN;
    private Instant lastAsked = Instant.MIN;
    private String problem = "";
  }

  /// A task that was not taken, or should not begin.
  ///
  /// @param until when to come again
  /// @param why in words
  /// @param failingSince since when every attempt at the address has failed, null where it is busy
  record Refusal(Instant until, String why, @Nullable Instant failingSince) {}

  /// Takes a task for an address.
  ///
  /// @return null where it was taken
  synchronized @Nullable Refusal offer(String address, Runnable task) {
    Lane lane = lanes.computeIfAbsent(address, unused -> new Lane());
    lane.lastAsked = clock.instant();
    Refusal closed = closed(address);
    if (closed != null) {
      return closed;
    }
    if (lane.tasks.size() >= limit) {
      return new Refusal(clock.instant().plus(busy(lane)), "its address is busy", null);
    }
    lane.tasks.add(task);
    if (!lane.running) {
      lane.running = true;
      threads.execute(() -> drain(lane));
    }
    return null;
  }

  private Duration busy(Lane lane) {
    long current = lane.begunNanos == 0 ? 0 : System.nanoTime() - lane.begunNanos;
    long each = Math.max(lane.lastNanos, current);
    long half = Math.clamp(each, 0, LATEST.toNanos()) * limit / 2;
    return Duration.ofNanos(Math.clamp(half, SOONEST.toNanos(), LATEST.toNanos()));
  }

  /// Until when an address is left alone; null where it is not.
  synchronized @Nullable Refusal closed(String address) {
    Lane lane = lanes.get(address);
    return lane == null || !lane.closedUntil.isAfter(clock.instant())
        ? null
        : new Refusal(lane.closedUntil, "its address fails: " + lane.problem, lane.failingSince);
  }

  private void drain(Lane lane) {
    boolean more = true;
    while (more) {
      turns.acquireUninterruptibly();
      try {
        more = runNext(lane);
      } finally {
        turns.release();
      }
    }
  }

  private boolean runNext(Lane lane) {
    Runnable task = next(lane);
    if (task == null) {
      return false;
    }
    try {
      task.run();
    } catch (Throwable e) {
      onFailure.accept(e);
    }
    return true;
  }

  private synchronized @Nullable Runnable next(Lane lane) {
    Runnable task = Thread.currentThread().isInterrupted() ? null : lane.tasks.poll();
    lane.lastNanos = lane.begunNanos == 0 ? 0 : System.nanoTime() - lane.begunNanos;
    lane.begunNanos = task == null ? 0 : System.nanoTime();
    if (task == null) {
      lane.running = false;
    }
    return task;
  }

  /// The address answered, whatever it said.
  synchronized void answered(String address) {
    Lane lane = lanes.get(address);
    if (lane != null) {
      lane.failures = 0;
      lane.failingSince = null;
      lane.closedUntil = Instant.MIN;
    }
  }

  /// The address failed.
  ///
  /// @param asked how long it wants to be left alone, null where it does not say
  synchronized void failed(String address, String problem, @Nullable Duration asked) {
    Lane lane = lanes.computeIfAbsent(address, unused -> new Lane());
    lane.failures++;
    lane.failingSince = lane.failingSince == null ? clock.instant() : lane.failingSince;
    lane.lastAsked = clock.instant();
    lane.problem = problem;
    Duration pause = lane.failures < FAILURES ? Duration.ZERO : pause(lane.failures - FAILURES);
    if (asked != null && asked.compareTo(pause) > 0) {
      pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }
    if (pause.isPositive()) {
      lane.closedUntil = clock.instant().plus(pause);
    }
  }

  private Duration pause(int doublings) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(doublings, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /// Forgets addresses that nobody has asked for in a while.
  synchronized void purge() {
    Instant before = clock.instant().minus(FORGOTTEN);
    lanes
        .values()
        .removeIf(
            lane ->
                !lane.running
                    && lane.lastAsked.isBefore(before)
                    && lane.closedUntil.isBefore(before));
  }

  /// Interrupts what is being sent and forgets the rest.
  @Override
  public void close() {
    synchronized (this) {
      lanes.values().forEach(lane -> lane.tasks.clear());
    }
    threads.shutdownNow();
    threads.close();
  }
}
