package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.delivery.AttemptPermits.DestinationHealth;

/// Runs the tasks of one destination in order, and those of different destinations concurrently, so
/// that a slow receiver delays no other. The number of running tasks is limited for all of them
/// together and for each host, and a share of these permits is kept for the destinations that
/// answer in time ([AttemptPermits]); a destination without a host needs no permit. Each
/// destination has a bounded queue, which rejects further tasks, and a circuit breaker: after three
/// failures in a row, or if the receiver asks for it, the circuit is open for some time, and the
/// first task after that shows whether the destination works again. What is queued for one host,
/// and for destinations that do not answer in time, is bounded as well, so that these do not use up
/// what the notifier may have in hand.
///
/// Thread-safe.
final class DestinationQueues implements AutoCloseable {
  /// The number of failures in a row after which the circuit of a destination opens.
  static final int FAILURE_THRESHOLD = 3;

  /// An answer is late after this part of the longest time of an attempt: one just before the end
  /// holds a permit for as long as none. Of those that answer sooner, any number leaves each permit
  /// at least this many times as often.
  static final int LATE_AFTER = 5;

  private static final Duration MAX_OPEN_TIME = Duration.ofMinutes(5);

  /// A task that a full queue rejects is offered again when about half of the queue is likely to be
  /// done, within these limits.
  private static final Duration MIN_BUSY_TIME = Duration.ofMillis(50);

  private static final Duration MAX_BUSY_TIME = Duration.ofSeconds(5);

  /// The longest time for a host with many destinations, whose permits take longer to come, and for
  /// destinations that wait for others that do not answer.
  private static final Duration MAX_BUSY_TIME_OF_HOST = Duration.ofMinutes(1);

  /// The maximum number of large tasks that run at a time, in whatever heap.
  private static final int MAX_LARGE_TASKS = 32;

  /// How much of the heap there must be for each large task. One holds up to
  /// [MessageBatches#MAX_MEMBERS] alerts of some 5 kB as records, as objects and as the text that
  /// is sent, some 16 MiB in all; the ids of a million held alerts take half of 512 MiB.
  private static final long HEAP_OF_LARGE_TASK = 64L << 20;

  private static final Duration IDLE_RETENTION = Duration.ofHours(1);

  private final QueueLimits limits;
  private final Duration firstOpenTime;
  private final InstantSource clock;
  private final Consumer<Throwable> onFailure;
  private final AttemptPermits permits = new AttemptPermits(ChannelSender.MAX_CONCURRENT_ATTEMPTS);

  /// For tasks that hold many alerts in memory.
  private final AttemptPermits largePermits =
      new AttemptPermits(countLargeTasks(Runtime.getRuntime().maxMemory()));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, DestinationState> destinations = new HashMap<>();
  private final Map<String, HostState> hosts = new HashMap<>();

  /// Destinations with tasks that wait for a permit, in the order of their arrival.
  private final Set<DestinationState> waiting = new LinkedHashSet<>();

  /// The number of tasks in hand of destinations that have not answered their last attempt in time.
  private int unanswered;

  /// @param firstPause how long a circuit is open at first; doubled with each further failure, up
  ///     to five minutes
  /// @param onFailure receives what a task throws; the queue continues
  DestinationQueues(
      QueueLimits limits, Duration firstPause, InstantSource clock, Consumer<Throwable> onFailure) {
    this.limits = limits;
    this.firstOpenTime = firstPause;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  private static int countLargeTasks(long heap) {
    return (int) Math.clamp(heap / HEAP_OF_LARGE_TASK, 2, MAX_LARGE_TASKS);
  }

  /// The limits of the queues.
  ///
  /// @param maxQueued the maximum number of tasks queued for one destination that does not answer
  ///     soon; one that does may have as many as it takes in a moment
  /// @param maxQueuedForHost the maximum number of tasks queued and running for one host
  /// @param maxUnanswered the maximum number of tasks queued and running for all destinations with
  ///     a host that have not answered their last attempt in time
  /// @param attemptsPerHost the maximum number of tasks that run at a time for one host
  record QueueLimits(int maxQueued, int maxQueuedForHost, int maxUnanswered, int attemptsPerHost) {
    /// The maximum number of tasks queued for a destination. What one that answers soon will have
    /// taken in a moment is not worth a way through the ledger.
    ///
    /// @param nanosOfTask how long a task takes
    int findMaxQueued(DestinationHealth health, long nanosOfTask) {
      long soon = MAX_BUSY_TIME.toNanos() / Math.max(1, nanosOfTask);
      return health == DestinationHealth.HEALTHY
          ? (int) Math.max(maxQueued, Math.min(soon, maxQueuedForHost))
          : maxQueued;
    }
  }

  /// @param large whether it holds many alerts in memory
  private record QueuedTask(boolean large, Runnable task) {}

  private static final class HostState {
    private final AttemptPermits permits;
    private int inHand;
    private long lastTaskNanos;

    HostState(int attempts) {
      permits = new AttemptPermits(attempts);
    }
  }

  private static final class DestinationState {
    private final @Nullable HostState host;
    private final Queue<QueuedTask> tasks = new ArrayDeque<>();
    private DestinationHealth health = DestinationHealth.UNKNOWN;
    private int inHand;
    private boolean running;
    private long taskStartNanos;
    private long lastTaskNanos;
    private int failures;
    private @Nullable Instant failingSince;
    private Instant circuitOpenUntil = Instant.MIN;
    private Instant lastUsed = Instant.MIN;
    private String problem = "";

    DestinationState(@Nullable HostState host) {
      this.host = host;
    }

    long measureTask() {
      return taskStartNanos == 0 ? 0 : System.nanoTime() - taskStartNanos;
    }
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
  @Nullable QueueRefusal offerTask(Destination to, Runnable task) {
    return offer(to, new QueuedTask(false, task));
  }

  /// Queues a task that holds many alerts in memory; else as [#offerTask].
  @Nullable QueueRefusal offerLargeTask(Destination to, Runnable task) {
    return offer(to, new QueuedTask(true, task));
  }

  private synchronized @Nullable QueueRefusal offer(Destination to, QueuedTask task) {
    DestinationState destination = findState(to);
    destination.lastUsed = clock.instant();
    QueueRefusal refusal = findRefusal(to);
    if (refusal != null) {
      return refusal;
    }
    destination.tasks.add(task);
    changeInHand(destination, 1);
    if (!destination.running) {
      waiting.add(destination);
      // If no permit is free for it, none has become free for those before it either.
      startIfFree(destination);
    }
    return null;
  }

  private DestinationState findState(Destination to) {
    return destinations.computeIfAbsent(
        to.address(),
        unused ->
            new DestinationState(
                to.host() == null
                    ? null
                    : hosts.computeIfAbsent(
                        to.host(), host -> new HostState(limits.attemptsPerHost()))));
  }

  private @Nullable QueueRefusal findFullQueue(DestinationState destination) {
    if (destination.failures >= FAILURE_THRESHOLD && destination.inHand > 0) {
      // Were more queued, each would go back to the ledger if the first one fails.
      return refuseBusy("its address is tried again", MAX_BUSY_TIME);
    }
    long each = Math.max(destination.lastTaskNanos, destination.measureTask());
    int most = limits.findMaxQueued(destination.health, each);
    if (destination.tasks.size() >= most) {
      Duration half = Duration.ofNanos(each).multipliedBy(most).dividedBy(2);
      return refuseBusy("its address is busy", clamp(half, MIN_BUSY_TIME, MAX_BUSY_TIME));
    }
    HostState host = destination.host;
    if (host != null && host.inHand >= limits.maxQueuedForHost()) {
      Duration half =
          Duration.ofNanos(host.lastTaskNanos)
              .multipliedBy(host.inHand)
              .dividedBy(2L * limits.attemptsPerHost());
      return refuseBusy("its host is busy", clamp(half, MAX_BUSY_TIME, MAX_BUSY_TIME_OF_HOST));
    }
    return countsAsUnanswered(destination) && unanswered >= limits.maxUnanswered()
        ? refuseBusy("too many other addresses do not answer", MAX_BUSY_TIME_OF_HOST)
        : null;
  }

  private QueueRefusal refuseBusy(String reason, Duration busyTime) {
    return new QueueRefusal(clock.instant().plus(busyTime), reason, null);
  }

  private static Duration clamp(Duration time, Duration shortest, Duration longest) {
    return time.compareTo(shortest) < 0 ? shortest : time.compareTo(longest) > 0 ? longest : time;
  }

  private static boolean countsAsUnanswered(DestinationState destination) {
    return destination.host != null && destination.health != DestinationHealth.HEALTHY;
  }

  private void changeInHand(DestinationState destination, int change) {
    destination.inHand += change;
    if (destination.host != null) {
      destination.host.inHand += change;
    }
    if (countsAsUnanswered(destination)) {
      unanswered += change;
    }
  }

  private void changeHealth(DestinationState destination, DestinationHealth health) {
    unanswered -= countsAsUnanswered(destination) ? destination.inHand : 0;
    destination.health = health;
    unanswered += countsAsUnanswered(destination) ? destination.inHand : 0;
  }

  /// Why a task for a destination would be rejected now; null if it would be accepted.
  synchronized @Nullable QueueRefusal findRefusal(Destination to) {
    QueueRefusal openCircuit = findOpenCircuit(to);
    return openCircuit == null ? findFullQueue(findState(to)) : openCircuit;
  }

  /// The open circuit of a destination; null if the circuit is closed.
  synchronized @Nullable QueueRefusal findOpenCircuit(Destination to) {
    DestinationState destination = destinations.get(to.address());
    return destination == null || !isCircuitOpen(destination)
        ? null
        : new QueueRefusal(
            destination.circuitOpenUntil,
            "its address fails: " + destination.problem,
            destination.failingSince);
  }

  private boolean isCircuitOpen(DestinationState destination) {
    return destination.circuitOpenUntil.isAfter(clock.instant());
  }

  /// The number of destinations whose circuit is open.
  synchronized int countOpenCircuits() {
    return (int) destinations.values().stream().filter(this::isCircuitOpen).count();
  }

  /// The number of attempts that call a host now.
  synchronized int countRunning() {
    return permits.countAcquired();
  }

  /// The number of destinations that wait for a permit.
  synchronized int countWaiting() {
    return waiting.size();
  }

  /// Starts the next tasks of those that wait, as far as there are permits.
  private void startWaiting() {
    for (DestinationState destination : List.copyOf(waiting)) {
      startIfFree(destination);
    }
  }

  /// Tasks of an open circuit call nobody, so they need no permit.
  private void startIfFree(DestinationState destination) {
    HostState host = destination.host;
    DestinationHealth health = destination.health;
    if (isCircuitOpen(destination)) {
      start(destination, () -> {});
    } else {
      List<AttemptPermits> needed =
          new ArrayList<>(host == null ? List.of() : List.of(permits, host.permits));
      if (destination.tasks.element().large()) {
        needed.add(largePermits);
      }
      if (needed.stream().allMatch(each -> each.isAvailable(health))) {
        needed.forEach(each -> each.acquire(health));
        start(destination, () -> needed.forEach(each -> each.release(health)));
      }
    }
  }

  private void start(DestinationState destination, Runnable releasePermits) {
    waiting.remove(destination);
    destination.running = true;
    destination.taskStartNanos = System.nanoTime();
    Runnable task = destination.tasks.remove().task();
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (Throwable e) {
            onFailure.accept(e);
          } finally {
            finishTask(destination, releasePermits);
          }
        });
  }

  private synchronized void finishTask(DestinationState destination, Runnable releasePermits) {
    releasePermits.run();
    changeInHand(destination, -1);
    destination.running = false;
    destination.lastTaskNanos = destination.measureTask();
    destination.taskStartNanos = 0;
    if (destination.host != null) {
      destination.host.lastTaskNanos = destination.lastTaskNanos;
    }
    if (!destination.tasks.isEmpty()) {
      waiting.add(destination);
    }
    startWaiting();
  }

  /// How long an attempt took.
  ///
  /// @param longest how long it may have taken at most
  record AttemptTime(Duration taken, Duration longest) {
    private boolean isLate() {
      return taken.multipliedBy(LATE_AFTER).compareTo(longest) > 0;
    }
  }

  /// Records the result of an attempt at the destination. A result that is not its fault changes
  /// nothing.
  void recordResult(Destination to, SendResult result, AttemptTime time) {
    switch (result) {
      case SendResult.Delivered delivered -> recordAnswer(to, time);
      case SendResult.PermanentFailure(String unused) -> recordAnswer(to, time);
      case SendResult.NotSent(String unused) -> {}
      case SendResult.TemporaryFailure(String problem, Duration asked) ->
          recordFailure(to, problem, asked);
    }
  }

  /// Records that the destination answered, with success or not. Closes the circuit.
  synchronized void recordAnswer(Destination to, AttemptTime time) {
    DestinationState destination = findState(to);
    destination.failures = 0;
    destination.failingSince = null;
    destination.circuitOpenUntil = Instant.MIN;
    destination.lastUsed = clock.instant();
    changeHealth(
        destination, time.isLate() ? DestinationHealth.UNHEALTHY : DestinationHealth.HEALTHY);
  }

  /// Records that an attempt at the destination failed.
  ///
  /// @param asked how long the receiver asks to wait; null if it does not say
  synchronized void recordFailure(Destination to, String problem, @Nullable Duration asked) {
    DestinationState destination = findState(to);
    changeHealth(destination, DestinationHealth.UNHEALTHY);
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
                destination.inHand == 0
                    && destination.lastUsed.isBefore(before)
                    && destination.circuitOpenUntil.isBefore(before));
    Set<HostState> used =
        destinations.values().stream()
            .map(destination -> destination.host)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    hosts.values().retainAll(used);
  }

  /// Interrupts running tasks and discards the queued ones.
  @Override
  public void close() {
    synchronized (this) {
      destinations.values().forEach(destination -> destination.tasks.clear());
      waiting.clear();
    }
    threads.shutdownNow();
    threads.close();
  }
}
