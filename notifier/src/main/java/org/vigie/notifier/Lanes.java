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

/// Runs the tasks of one destination in order, and those of different destinations concurrently, so
/// that a slow receiver delays no other; the number of running tasks is limited for all
/// destinations together. Each destination has a bounded queue, which rejects further tasks, and a
/// circuit breaker: after three failures in a row, or if the receiver asks for it, the circuit is
/// open for some time, and the first task after that shows whether the destination works again.
///
/// Thread-safe.
final class Lanes implements AutoCloseable {
  /// The number of failures in a row after which the circuit of a destination opens.
  static final int FAILURES = 3;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /// A task that a full queue rejects is offered again when about half of the queue is likely to be
  /// done, within these limits.
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

  /// @param limit the maximum number of tasks queued for one destination
  /// @param firstPause how long a circuit is open at first; doubled with each further failure, up
  ///     to five minutes
  /// @param onFailure receives what a task throws; the queue continues
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

  /// Why a task was rejected or must not start.
  ///
  /// @param until when to try again
  /// @param why the reason, for people
  /// @param failingSince the start of the current series of failures; null if the destination is
  ///     only busy
  record Refusal(Instant until, String why, @Nullable Instant failingSince) {}

  /// Queues a task for a destination.
  ///
  /// @return null if the task was accepted
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

  /// The open circuit of a destination; null if the circuit is closed.
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

  /// Records that the destination answered, with success or not. Closes the circuit.
  synchronized void answered(String address) {
    Lane lane = lanes.get(address);
    if (lane != null) {
      lane.failures = 0;
      lane.failingSince = null;
      lane.closedUntil = Instant.MIN;
    }
  }

  /// Records that an attempt at the destination failed.
  ///
  /// @param asked how long the receiver asks to wait; null if it does not say
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

  /// Discards the state of destinations that have not been used for an hour.
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

  /// Interrupts running tasks and discards the queued ones.
  @Override
  public void close() {
    synchronized (this) {
      lanes.values().forEach(lane -> lane.tasks.clear());
    }
    threads.shutdownNow();
    threads.close();
  }
}
