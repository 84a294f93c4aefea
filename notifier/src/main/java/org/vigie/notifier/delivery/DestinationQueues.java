package org.vigie.notifier.delivery;

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
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.SendResult;

/// Runs the tasks of one destination in order, and those of different destinations concurrently, so
/// that a slow receiver delays no other; the number of running tasks is limited for all
/// destinations together. Each destination has a bounded queue, which rejects further tasks, and a
/// circuit breaker: after three failures in a row, or if the receiver asks for it, the circuit is
/// open for some time, and the first task after that shows whether the destination works again.
///
/// Thread-safe.
final class DestinationQueues implements AutoCloseable {
  /// The number of failures in a row after which the circuit of a destination opens.
  static final int FAILURE_THRESHOLD = 3;

  private static final Duration MAX_OPEN_TIME = Duration.ofMinutes(5);

  /// A task that a full queue rejects is offered again when about half of the queue is likely to be
  /// done, within these limits.
  private static final Duration MIN_BUSY_TIME = Duration.ofMillis(50);

  private static final Duration MAX_BUSY_TIME = Duration.ofSeconds(5);

  private static final Duration IDLE_RETENTION = Duration.ofHours(1);

  private final int maxQueued;
  private final Duration firstOpenTime;
  private final InstantSource clock;
  private final Consumer<Throwable> onFailure;
  private final Semaphore permits = new Semaphore(ChannelSender.MAX_CONCURRENT_ATTEMPTS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, DestinationState> destinations = new HashMap<>();

  /// @param limit the maximum number of tasks queued for one destination
  /// @param firstPause how long a circuit is open at first; doubled with each further failure, up
  ///     to five minutes
  /// @param onFailure receives what a task throws; the queue continues
  DestinationQueues(
      int limit, Duration firstPause, InstantSource clock, Consumer<Throwable> onFailure) {
    this.maxQueued = limit;
    this.firstOpenTime = firstPause;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  private static final class DestinationState {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private long taskStartNanos;
    private long lastTaskNanos;
    private int failures;
    private @Nullable Instant failingSince;
    private Instant circuitOpenUntil = Instant.MIN;
    private Instant lastUsed = Instant.MIN;
    private String problem = "";
  }

  /// Why a task was rejected or must not start.
  ///
  /// @param until when to try again
  /// @param reason the reason, for people
  /// @param failingSince the start of the current series of failures; null if the destination is
  ///     only busy
  record QueueRefusal(Instant until, String reason, @Nullable Instant failingSince) {}

  /// Queues a task for a destination.
  ///
  /// @return null if the task was accepted
  synchronized @Nullable QueueRefusal offerTask(String address, Runnable task) {
    DestinationState destination =
        destinations.computeIfAbsent(address, unused -> new DestinationState());
    destination.lastUsed = clock.instant();
    QueueRefusal closed = findOpenCircuit(address);
    if (closed != null) {
      return closed;
    }
    if (destination.tasks.size() >= maxQueued) {
      return new QueueRefusal(
          clock.instant().plus(estimateBusyTime(destination)), "its address is busy", null);
    }
    destination.tasks.add(task);
    if (!destination.running) {
      destination.running = true;
      threads.execute(() -> runTasks(destination));
    }
    return null;
  }

  private Duration estimateBusyTime(DestinationState destination) {
    long current =
        destination.taskStartNanos == 0 ? 0 : System.nanoTime() - destination.taskStartNanos;
    long each = Math.max(destination.lastTaskNanos, current);
    long half = Math.clamp(each, 0, MAX_BUSY_TIME.toNanos()) * maxQueued / 2;
    return Duration.ofNanos(Math.clamp(half, MIN_BUSY_TIME.toNanos(), MAX_BUSY_TIME.toNanos()));
  }

  /// The open circuit of a destination; null if the circuit is closed.
  synchronized @Nullable QueueRefusal findOpenCircuit(String address) {
    DestinationState destination = destinations.get(address);
    return destination == null || !destination.circuitOpenUntil.isAfter(clock.instant())
        ? null
        : new QueueRefusal(
            destination.circuitOpenUntil,
            "its address fails: " + destination.problem,
            destination.failingSince);
  }

  /// The number of destinations whose circuit is open.
  synchronized int countOpenCircuits() {
    Instant now = clock.instant();
    return (int)
        destinations.values().stream()
            .filter(destination -> destination.circuitOpenUntil.isAfter(now))
            .count();
  }

  private void runTasks(DestinationState destination) {
    boolean more = true;
    while (more) {
      permits.acquireUninterruptibly();
      try {
        more = runNextTask(destination);
      } finally {
        permits.release();
      }
    }
  }

  private boolean runNextTask(DestinationState destination) {
    Runnable task = takeNextTask(destination);
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

  private synchronized @Nullable Runnable takeNextTask(DestinationState destination) {
    Runnable task = Thread.currentThread().isInterrupted() ? null : destination.tasks.poll();
    destination.lastTaskNanos =
        destination.taskStartNanos == 0 ? 0 : System.nanoTime() - destination.taskStartNanos;
    destination.taskStartNanos = task == null ? 0 : System.nanoTime();
    if (task == null) {
      destination.running = false;
    }
    return task;
  }

  /// Records the result of an attempt at the destination. A result that is not its fault changes
  /// nothing.
  void recordResult(String address, SendResult result) {
    switch (result) {
      case SendResult.Delivered() -> recordAnswer(address);
      case SendResult.PermanentFailure(String unused) -> recordAnswer(address);
      case SendResult.NotSent(String unused) -> {}
      case SendResult.TemporaryFailure(String problem, Duration asked) ->
          recordFailure(address, problem, asked);
    }
  }

  /// Records that the destination answered, with success or not. Closes the circuit.
  synchronized void recordAnswer(String address) {
    DestinationState destination = destinations.get(address);
    if (destination != null) {
      destination.failures = 0;
      destination.failingSince = null;
      destination.circuitOpenUntil = Instant.MIN;
    }
  }

  /// Records that an attempt at the destination failed.
  ///
  /// @param asked how long the receiver asks to wait; null if it does not say
  synchronized void recordFailure(String address, String problem, @Nullable Duration asked) {
    DestinationState destination =
        destinations.computeIfAbsent(address, unused -> new DestinationState());
    destination.failures++;
    destination.failingSince =
        destination.failingSince == null ? clock.instant() : destination.failingSince;
    destination.lastUsed = clock.instant();
    destination.problem = problem;
    Duration pause =
        destination.failures < FAILURE_THRESHOLD
            ? Duration.ZERO
            : computeOpenTime(destination.failures - FAILURE_THRESHOLD);
    if (asked != null && asked.compareTo(pause) > 0) {
      pause = asked.compareTo(MAX_OPEN_TIME) < 0 ? asked : MAX_OPEN_TIME;
    }
    if (pause.isPositive()) {
      destination.circuitOpenUntil = clock.instant().plus(pause);
    }
  }

  private Duration computeOpenTime(int doublings) {
    Duration pause = firstOpenTime.multipliedBy(1L << Math.min(doublings, 20));
    return pause.compareTo(MAX_OPEN_TIME) < 0 ? pause : MAX_OPEN_TIME;
  }

  /// Discards the state of destinations that have not been used for an hour.
  synchronized void purgeIdle() {
    Instant before = clock.instant().minus(IDLE_RETENTION);
    destinations
        .values()
        .removeIf(
            destination ->
                !destination.running
                    && destination.lastUsed.isBefore(before)
                    && destination.circuitOpenUntil.isBefore(before));
  }

  /// Interrupts running tasks and discards the queued ones.
  @Override
  public void close() {
    synchronized (this) {
      destinations.values().forEach(destination -> destination.tasks.clear());
    }
    threads.shutdownNow();
    threads.close();
  }
}
