package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.NotificationTiming;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.delivery.DestinationQueues.AttemptTime;
import org.vigie.notifier.delivery.DestinationQueues.QueueLimits;
import org.vigie.notifier.delivery.DestinationQueues.QueueRefusal;
import org.vigie.notifier.delivery.HeldGroup.ChannelKey;
import org.vigie.notifier.delivery.plan.ReleaseTimes;
import org.vigie.wire.Deadline;
import org.vigie.wire.FailureReason;

/// Makes the attempts of the active deliveries, each in the queue of its destination, and writes
/// the results to the ledger. A delivery that cannot be attempted at once, or must be attempted
/// again, is written to the ledger with its alert and is no longer active. The route is that of the
/// newest version of the subscription at the time of the attempt.
///
/// Thread-safe.
final class DeliveryWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

  /// The maximum number of deliveries queued for one destination.
  private static final int MAX_QUEUED = 100;

  /// The pause before another look at a delivery whose subscription is paused. The end of a pause
  /// makes what is held because of it due at once.
  private static final Duration PAUSED_PAUSE = Duration.ofSeconds(30);

  /// The pause before another try to read members that another notifier has superseded.
  private static final Duration REREAD_PAUSE = Duration.ofSeconds(1);

  /// The queue of messages that no route leads anywhere.
  private static final Destination WITHOUT_ROUTE = new Destination("none", null);

  private static final String NOTHING_LEFT = "nothing has changed in the end";

  /// The pause before another try if a previous attempt of the same delivery is still being
  /// recorded.
  private static final Duration BUSY_PAUSE = Duration.ofMillis(50);

  /// The pause before another look at a delivery that is active.
  private static final Duration ACTIVE_PAUSE = Duration.ofSeconds(1);

  /// The time allowed between the end of an attempt and the write of its result.
  private static final Duration WRITE_GRACE = Duration.ofSeconds(1);

  /// Between two looks at the attempts that are still running.
  private static final Duration STEP = Duration.ofMillis(5);

  private final DeliveryRouter router;
  private final RetryPolicy policy;
  private final DeliveryLedger ledger;
  private final MessageMembers members;
  private final MessageComposer composer;
  private final InstantSource clock;
  private final DeliveryCounts counts;
  private final DestinationQueues queues;
  private final DeliveryRecorder recorder;

  /// Active deliveries by id. A delivery that has been dropped is not attempted any more.
  private final Map<String, DeliveryTask> activeTasks = new ConcurrentHashMap<>();

  private final Set<DeliveryTask> sendingTasks = ConcurrentHashMap.newKeySet();

  /// @param onFailure receives unexpected exceptions of a task; the guarantees of the notifier no
  ///     longer hold after one
  DeliveryWorker(
      DeliveryLimits limits,
      DeliveryRouter router,
      DeliveryLedger ledger,
      MessageMembers members,
      InstantSource clock,
      DeliveryCounts counts,
      Consumer<Throwable> onFailure) {
    this.router = router;
    this.counts = counts;
    policy = new RetryPolicy(limits.backOff(), clock);
    this.ledger = ledger;
    this.members = members;
    composer = new MessageComposer(ledger.indexes());
    this.clock = clock;
    queues =
        new DestinationQueues(
            deriveQueueLimits(limits), limits.backOff().getFirst(), clock, onFailure);
    recorder =
        new DeliveryRecorder(
            ledger, router, to -> queues.findOpenCircuit(to) != null, counts, clock);
  }

  /// Writes what becomes of deliveries that need no attempt.
  DeliveryRecorder recorder() {
    return recorder;
  }

  /// Neither a single destination, nor one host, nor all destinations that do not answer in time,
  /// may use up the limit for all destinations together.
  private static QueueLimits deriveQueueLimits(DeliveryLimits limits) {
    int tenth = Math.max(1, limits.unfinishedLimit() / 10);
    return new QueueLimits(
        Math.min(tenth, MAX_QUEUED),
        tenth,
        Math.max(1, limits.unfinishedLimit() / 2),
        limits.attemptsPerHost());
  }

  /// @param frozen complete once the ledger says how the delivery is told
  /// @param onSettled runs once the result is on the ledger
  private record DeliveryTask(
      Delivery delivery, int partition, CompletableFuture<Void> frozen, Runnable onSettled) {
    DeliveryTask(Delivery delivery, int partition, Runnable onSettled) {
      this(delivery, partition, CompletableFuture.completedFuture(null), onSettled);
    }

    /// By identity: two tasks of one delivery are not the same, and a hash of its whole alert would
    /// cost as much as planning it.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /// Starts a delivery whose alert was just read: queues an attempt, or, if it is held or its
  /// destination accepts none now, writes the delivery to the ledger for a later attempt.
  ///
  /// @param settled runs once the result is on the ledger, also if the delivery only waits there
  void startDelivery(Delivery delivery, int partition, Runnable settled) {
    start(new DeliveryTask(delivery, partition, settled));
  }

  /// Starts a delivery that is told alone and at once, as soon as the ledger says so. Without that
  /// record, one that was sent just before a crash would be planned again after it, and could then
  /// be held or be told by a message that others join.
  ///
  /// @param settled runs once the result is on the ledger, also if the delivery only waits there
  void startFrozen(Delivery delivery, int partition, Runnable settled) {
    Delivery alone = delivery.toldAlone(clock.instant());
    start(new DeliveryTask(alone, partition, new CompletableFuture<>(), settled));
  }

  private void start(DeliveryTask task) {
    Delivery delivery = task.delivery();
    if (activeTasks.putIfAbsent(delivery.id(), task) != null) {
      // The alert is in Kafka twice. The active delivery holds the offset back for both records.
      task.onSettled().run();
      return;
    }
    handle(
        task,
        () -> {
          recorder.recordPlanned(delivery);
          if (delivery.grouping().held() != null) {
            writeState(task, delivery);
            return;
          }
          if (!task.frozen().isDone()) {
            ledger.writeState(delivery, () -> task.frozen().complete(null));
          }
          QueueRefusal refusal = enqueue(task);
          if (refusal != null) {
            writeState(task, policy.postpone(delivery, refusal));
          }
        });
  }

  /// Takes a step with a delivery. If it fails, and not by Kafka, the delivery has failed: it must
  /// not stop the others, nor be tried for ever.
  private void handle(DeliveryTask task, Runnable step) {
    try {
      step.run();
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("a delivery could not be handled delivery={}", task.delivery().id(), e);
      writeState(task, policy.fail(task.delivery(), FailureReason.describe(e)));
    }
  }

  /// Starts a delivery that is due on the ledger.
  ///
  /// @return when to try again; null if the delivery was accepted
  @Nullable Instant resumeWaiting(DeliveryLedger.WaitingDelivery waiting) {
    Delivery delivery = waiting.delivery();
    DeliveryTask task = new DeliveryTask(delivery, waiting.partition(), () -> {});
    if (activeTasks.putIfAbsent(delivery.id(), task) != null) {
      // The attempt that wrote it to the ledger has not yet removed it from the active ones.
      return clock.instant().plus(BUSY_PAUSE);
    }
    AtomicReference<@Nullable Instant> later = new AtomicReference<>();
    handle(
        task,
        () -> {
          QueueRefusal refusal = enqueue(task);
          if (refusal == null) {
            return;
          }
          if (policy.isGivenUp(delivery.since(), refusal)) {
            writeState(task, policy.fail(delivery, refusal.reason()));
            return;
          }
          later.set(policy.computeNextAttempt(delivery.id(), refusal));
          activeTasks.remove(delivery.id(), task);
        });
    return later.get();
  }

  /// When to look again at a due delivery that is active or would be refused now; null if it is to
  /// be read back. While a server is down a million may be due, and to read them is what costs.
  ///
  /// @param since when the delivery was planned or last restarted
  @Nullable Instant findDelay(String delivery, ChannelKey channel, Instant since) {
    if (activeTasks.containsKey(delivery)) {
      return clock.instant().plus(ACTIVE_PAUSE);
    }
    QueueRefusal refusal =
        router
            .findDestination(channel.subscription(), channel.channel())
            .map(queues::findRefusal)
            .orElse(null);
    return refusal == null || policy.isGivenUp(since, refusal)
        ? null
        : policy.roundUp(refusal.until());
  }

  private @Nullable QueueRefusal enqueue(DeliveryTask task) {
    return switch (router.findRoute(task.delivery())) {
      case DeliveryRoute.Reachable to -> {
        QueueRefusal quiet = findQuiet(task.delivery(), to);
        yield quiet == null ? offer(task, to.destination()) : quiet;
      }
      // Its members must be read first, which takes a while.
      case DeliveryRoute route when task.delivery().isBatch() -> offer(task, WITHOUT_ROUTE);
      case DeliveryRoute.Paused() -> createPausedRefusal();
      case DeliveryRoute.Blocked blocked -> {
        writeState(task, policy.applyBlocked(task.delivery(), blocked));
        yield null;
      }
    };
  }

  private @Nullable QueueRefusal offer(DeliveryTask task, Destination to) {
    return task.delivery().isBatch()
        ? queues.offerLargeTask(to, () -> runAttempt(task))
        : queues.offerTask(to, () -> runAttempt(task));
  }

  /// The quiet hours in which nothing is tried again. What has not been tried yet was planned with
  /// them.
  private @Nullable QueueRefusal findQuiet(Delivery delivery, DeliveryRoute.Reachable to) {
    NotificationTiming timing = to.subscription().telling().timing();
    Alert alert = delivery.content();
    boolean isUrgent = alert != null && timing.breakThrough().includes(alert);
    Instant end =
        delivery.attempts() == 0 || isUrgent
            ? null
            : ReleaseTimes.quietUntil(timing, clock.instant());
    return end == null ? null : new QueueRefusal(end, "it is quiet until then", null);
  }

  private QueueRefusal createPausedRefusal() {
    return new QueueRefusal(clock.instant().plus(PAUSED_PAUSE), "its subscription is paused", null);
  }

  /// Runs in the queue of the destination. The partition may have been revoked since the delivery
  /// was queued.
  private void runAttempt(DeliveryTask task) {
    sendingTasks.add(task);
    try {
      if (isActive(task)) {
        handle(task, () -> makeAttempt(task));
      }
    } finally {
      sendingTasks.remove(task);
    }
  }

  /// The subscription may have changed since the delivery was queued.
  private void makeAttempt(DeliveryTask task) {
    try {
      task.frozen().get();
      switch (router.findRoute(task.delivery())) {
        case DeliveryRoute.Reachable to -> makeAttempt(task, to);
        case DeliveryRoute route
            when task.delivery().isBatch() && task.delivery().content() != null ->
            recorder.release(
                task.delivery(), members.read(task.delivery()), () -> finishTask(task));
        case DeliveryRoute.Paused() ->
            writeState(task, policy.postpone(task.delivery(), createPausedRefusal()));
        case DeliveryRoute.Blocked blocked ->
            writeState(task, policy.applyBlocked(task.delivery(), blocked));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing fails it", e);
    } catch (InterruptedException | InterruptException | WakeupException e) {
      // The notifier is closing; without a recorded result the delivery is sent again after the
      // restart.
      Thread.currentThread().interrupt();
    }
  }

  /// Earlier tasks of the queue may have opened the circuit breaker, and another notifier may have
  /// ended the delivery.
  private void makeAttempt(DeliveryTask task, DeliveryRoute.Reachable to)
      throws InterruptedException {
    QueueRefusal openCircuit = queues.findOpenCircuit(to.destination());
    if (openCircuit != null) {
      writeState(task, policy.postpone(task.delivery(), openCircuit));
    } else if (ledger.hasEnded(task.partition(), task.delivery().id())) {
      finishTask(task);
    } else {
      List<Delivery> told = members.readAll(task.delivery()).orElse(null);
      if (told == null) {
        writeState(task, task.delivery().withNextAttempt(clock.instant().plus(REREAD_PAUSE), null));
      } else {
        makeAttempt(task, to, told);
      }
    }
  }

  /// @param told the members of a message
  private void makeAttempt(DeliveryTask task, DeliveryRoute.Reachable to, List<Delivery> told)
      throws InterruptedException {
    Delivery delivery = task.delivery();
    Message message = composer.compose(delivery, told, to);
    Delivery now =
        message == null
            ? delivery.withFinalStatus(Delivery.Status.CANCELLED, NOTHING_LEFT)
            : policy.applyResult(delivery, send(to, message));
    writeState(task, now, told);
  }

  private SendResult send(DeliveryRoute.Reachable to, Message message) throws InterruptedException {
    long start = System.nanoTime();
    SendResult result = trySend(to, message);
    AttemptTime time =
        new AttemptTime(Duration.ofNanos(System.nanoTime() - start), to.sender().maxAttemptTime());
    counts.recordAttempt(to.channel().kind(), result);
    queues.recordResult(to.destination(), result, time);
    return result;
  }

  private static SendResult trySend(DeliveryRoute.Reachable to, Message message)
      throws InterruptedException {
    try {
      return to.sender().send(message);
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      // Whatever a sender throws, its queue and the others continue.
      // Its message may hold the address.
      log.warn(
          "sender failed kind={} delivery={} failure={} at={}",
          to.channel().kind(),
          message.id(),
          e.getClass().getName(),
          e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]);
      return new SendResult.TemporaryFailure(e.getClass().getSimpleName(), null);
    }
  }

  private void writeState(DeliveryTask task, Delivery now) {
    writeState(task, now, now.status().isTerminal() ? members.read(now) : List.of());
  }

  /// For a delivery whose partition was revoked, only a successful send is written; any other state
  /// is for the new owner of the partition to write.
  private void writeState(DeliveryTask task, Delivery now, List<Delivery> ended) {
    if (isActive(task) || now.status() == Delivery.Status.DELIVERED) {
      recorder.write(now, ended, () -> finishTask(task));
    }
  }

  private boolean isActive(DeliveryTask task) {
    return activeTasks.get(task.delivery().id()) == task;
  }

  private void finishTask(DeliveryTask task) {
    activeTasks.remove(task.delivery().id(), task);
    task.onSettled().run();
  }

  /// The number of active deliveries.
  int countActive() {
    return activeTasks.size();
  }

  /// The number of destinations that are not called for a while because they fail.
  int countOpenCircuits() {
    return queues.countOpenCircuits();
  }

  /// The number of attempts that call a host now.
  int countRunningAttempts() {
    return queues.countRunning();
  }

  /// The number of destinations whose next attempt waits for others to end.
  int countWaitingDestinations() {
    return queues.countWaiting();
  }

  /// Drops the deliveries of partitions; the new owner of the partitions continues them. The result
  /// of an attempt that is running is still recorded if it succeeds.
  void dropPartitions(Set<Integer> partitions) {
    activeTasks.values().removeIf(task -> partitions.contains(task.partition()));
  }

  /// Waits until no attempt of these partitions is running, for at most the longest duration of one
  /// attempt.
  void awaitAttempts(Set<Integer> partitions) {
    Deadline.after(router.maxAttemptTime().plus(WRITE_GRACE))
        .await(
            STEP,
            () -> sendingTasks.stream().noneMatch(task -> partitions.contains(task.partition())));
  }

  /// Discards the state of destinations that have not been used for a while.
  void purgeIdleDestinations() {
    queues.purgeIdle();
  }

  @Override
  public void close() {
    queues.close();
  }
}
