package org.vigie.notifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Language;
import org.vigie.model.Subscription;
import org.vigie.model.TextTruncation;
import org.vigie.wire.Deadline;

/// Makes the attempts of the active deliveries, each in the queue of its destination, and writes
/// the results to the ledger. A delivery that cannot be attempted at once, or must be attempted
/// again, is written to the ledger with its alert and is no longer active. The channel is read from
/// the newest version of the subscription at the time of the attempt.
///
/// Thread-safe.
final class DeliveryWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

  /// The maximum number of deliveries queued for one destination.
  private static final int MAX_QUEUED = 100;

  /// The pause before another try if a previous attempt of the same delivery is still being
  /// recorded.
  private static final Duration BUSY_PAUSE = Duration.ofMillis(50);

  /// Interval between two checks of what is being sent.
  private static final Duration STEP = Duration.ofMillis(5);

  /// The time allowed between the end of an attempt and the write of its result.
  private static final Duration WRITE_GRACE = Duration.ofSeconds(1);

  /// The maximum length of a stored failure message, in UTF-16 units.
  private static final int MAX_PROBLEM_LENGTH = 300;

  private final BackOff backOff;
  private final SubscriptionTable subscriptions;
  private final Map<String, ChannelSender> senders;
  private final DeliveryLedger ledger;
  private final InstantSource clock;
  private final DeliveryCounts counts;
  private final DestinationQueues queues;

  /// Active deliveries by id. A delivery that has been dropped is not attempted any more.
  private final Map<String, DeliveryTask> activeTasks = new ConcurrentHashMap<>();

  private final Set<DeliveryTask> sendingTasks = ConcurrentHashMap.newKeySet();

  /// @param onFailure receives unexpected exceptions of a task; the guarantees of the notifier no
  ///     longer hold after one
  DeliveryWorker(
      NotifierSettings settings,
      SubscriptionTable subscriptions,
      List<ChannelSender> senders,
      DeliveryLedger ledger,
      InstantSource clock,
      DeliveryCounts counts,
      Consumer<Throwable> onFailure) {
    backOff = new BackOff(settings.backOff());
    this.subscriptions = subscriptions;
    this.senders =
        senders.stream()
            .collect(Collectors.toUnmodifiableMap(ChannelSender::kind, Function.identity()));
    this.ledger = ledger;
    this.clock = clock;
    this.counts = counts;
    // A single destination must not use up the limit for all destinations together.
    int limit = Math.clamp(settings.unfinishedLimit() / 10, 1, MAX_QUEUED);
    queues = new DestinationQueues(limit, settings.backOff().getFirst(), clock, onFailure);
  }

  /// @param onSettled runs once the result is on the ledger
  private record DeliveryTask(Delivery delivery, Alert alert, int partition, Runnable onSettled) {}

  /// Where a delivery goes, or why it cannot go anywhere.
  private sealed interface DeliveryRoute {
    record Reachable(Channel channel, Language language, ChannelSender sender)
        implements DeliveryRoute {
      /// The name of the destination; each has a queue of its own.
      String destination() {
        return switch (channel) {
          case Channel.Console console -> console.kind();
          case Channel.Webhook webhook -> webhook.kind() + " " + webhook.address();
          case Channel.Unknown unknown -> unknown.kind() + " " + unknown.name();
        };
      }
    }

    record Cancelled(String reason) implements DeliveryRoute {}

    /// This notifier does not support the channel kind, but another one may, with a newer version
    /// or more channels configured.
    record Unsupported(String reason) implements DeliveryRoute {}

    /// The channel has an invalid field.
    record Invalid(String reason) implements DeliveryRoute {}
  }

  /// The channels of a subscription; the console if it names none.
  static List<Channel> effectiveChannels(Subscription subscription) {
    return subscription.channels().isEmpty() ? List.of(Channel.CONSOLE) : subscription.channels();
  }

  /// Starts a delivery whose alert was just read: queues an attempt, or writes the delivery to the
  /// ledger for a later attempt.
  ///
  /// @param settled runs once the result is on the ledger, also if the delivery only waits there
  void startDelivery(Delivery delivery, Alert alert, int partition, Runnable settled) {
    DeliveryTask task = new DeliveryTask(delivery, alert, partition, settled);
    if (activeTasks.putIfAbsent(delivery.id(), task) != null) {
      // The alert is in Kafka twice. The active delivery holds the offset back for both records.
      settled.run();
      return;
    }
    counts.recordPlanned(findKind(delivery));
    Instant due = delivery.nextAttempt();
    if (due != null && due.isAfter(clock.instant())) {
      writeState(task, delivery);
      return;
    }
    DestinationQueues.QueueRefusal refusal = enqueue(task);
    if (refusal != null) {
      writeWaiting(task, refusal);
    }
  }

  /// Starts a delivery that is due on the ledger.
  ///
  /// @return when to try again; null if the delivery was accepted
  @Nullable Instant resumeWaiting(DeliveryLedger.WaitingDelivery waiting) {
    Delivery delivery = waiting.delivery();
    Alert alert = delivery.content();
    if (alert == null) {
      throw new IllegalArgumentException("delivery " + delivery.id() + " waits without its alert");
    }
    DeliveryTask task = new DeliveryTask(delivery, alert, waiting.partition(), () -> {});
    if (activeTasks.putIfAbsent(delivery.id(), task) != null) {
      // The attempt that wrote it to the ledger has not yet removed it from the active ones.
      return clock.instant().plus(BUSY_PAUSE);
    }
    DestinationQueues.QueueRefusal refusal = enqueue(task);
    if (refusal == null) {
      return null;
    }
    if (isTooOld(delivery) && isFailingForLong(refusal)) {
      writeState(task, delivery.withFinalStatus(Delivery.Status.FAILED, shorten(refusal.reason())));
      return null;
    }
    activeTasks.remove(delivery.id(), task);
    return computeNextAttempt(refusal, delivery);
  }

  /// Limits the number of deliveries that wait for a destination that never answers: a delivery
  /// fails if it has waited longer than all its attempts would have taken and its destination has
  /// failed for as long. A destination that is busy, or has only just started to fail, fails no
  /// delivery.
  private boolean isTooOld(Delivery delivery) {
    Instant since = delivery.since();
    return since != null && isLongAgo(since);
  }

  private boolean isFailingForLong(DestinationQueues.QueueRefusal refusal) {
    Instant since = refusal.failingSince();
    return since != null && isLongAgo(since);
  }

  private boolean isLongAgo(Instant since) {
    Duration longest = backOff.totalWait().multipliedBy(11).dividedBy(10);
    return since.plus(longest).isBefore(clock.instant());
  }

  private DestinationQueues.@Nullable QueueRefusal enqueue(DeliveryTask task) {
    return switch (findRoute(task.delivery())) {
      case DeliveryRoute.Reachable to -> queues.offerTask(to.destination(), () -> runAttempt(task));
      case DeliveryRoute.Cancelled(String why) -> {
        writeState(task, task.delivery().withFinalStatus(Delivery.Status.CANCELLED, why));
        yield null;
      }
      case DeliveryRoute.Unsupported(String why) -> {
        writeState(task, scheduleRetry(task.delivery().withAttempt(clock.instant()), why, null));
        yield null;
      }
      case DeliveryRoute.Invalid(String why) -> {
        writeState(task, failInvalid(task.delivery(), why));
        yield null;
      }
    };
  }

  private Delivery failInvalid(Delivery delivery, String why) {
    return delivery
        .withAttempt(clock.instant())
        .withFinalStatus(Delivery.Status.FAILED, shorten(why));
  }

  private DeliveryRoute findRoute(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      return new DeliveryRoute.Cancelled("the subscription was removed");
    }
    Channel channel =
        effectiveChannels(newest).stream()
            .filter(one -> one.name().equals(delivery.channel()))
            .findFirst()
            .orElse(null);
    if (channel == null) {
      return new DeliveryRoute.Cancelled("the channel was removed");
    }
    ChannelSender sender = senders.get(channel.kind());
    if (sender == null) {
      return new DeliveryRoute.Unsupported("nothing here sends by '" + channel.kind() + "'");
    }
    return channel instanceof Channel.Unknown unknown
        ? new DeliveryRoute.Invalid(unknown.reason())
        : new DeliveryRoute.Reachable(channel, newest.language(), sender);
  }

  private void writeWaiting(DeliveryTask task, DestinationQueues.QueueRefusal refusal) {
    writeState(
        task,
        task.delivery()
            .withNextAttempt(
                computeNextAttempt(refusal, task.delivery()), shorten(refusal.reason())));
  }

  private Instant computeNextAttempt(DestinationQueues.QueueRefusal refusal, Delivery delivery) {
    Duration wait = Duration.between(clock.instant(), refusal.until());
    return clock.instant().plus(BackOff.addJitter(wait, delivery.id()));
  }

  /// Runs in the queue of the destination. Earlier tasks may have opened the circuit breaker, and
  /// the partition may have been revoked.
  private void runAttempt(DeliveryTask task) {
    sendingTasks.add(task);
    try {
      if (isActive(task)) {
        makeAttempt(task);
      }
    } catch (InterruptedException e) {
      // The notifier is closing; without a recorded result the delivery is sent again after the
      // restart.
      Thread.currentThread().interrupt();
    } finally {
      sendingTasks.remove(task);
    }
  }

  private void makeAttempt(DeliveryTask task) throws InterruptedException {
    switch (findRoute(task.delivery())) {
      case DeliveryRoute.Cancelled(String why) ->
          writeState(task, task.delivery().withFinalStatus(Delivery.Status.CANCELLED, why));
      case DeliveryRoute.Unsupported(String why) ->
          writeState(task, scheduleRetry(task.delivery().withAttempt(clock.instant()), why, null));
      case DeliveryRoute.Invalid(String why) -> writeState(task, failInvalid(task.delivery(), why));
      case DeliveryRoute.Reachable to -> {
        DestinationQueues.QueueRefusal closed = queues.findOpenCircuit(to.destination());
        if (closed != null) {
          writeWaiting(task, closed);
        } else if (ledger.hasEnded(task.partition(), task.delivery().id())) {
          finishTask(task);
        } else {
          SendResult outcome = sendAlert(to, task);
          counts.recordAttempt(to.channel().kind(), outcome);
          recordResult(to.destination(), outcome);
          writeState(task, applyResult(task.delivery().withAttempt(clock.instant()), outcome));
        }
      }
    }
  }

  private static SendResult sendAlert(DeliveryRoute.Reachable to, DeliveryTask task)
      throws InterruptedException {
    try {
      return to.sender().send(to.channel(), to.language(), task.delivery(), task.alert());
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      // Whatever a sender throws, its queue and the others continue.
      log.warn("sender failed kind={} delivery={}", to.channel().kind(), task.delivery().id(), e);
      return new SendResult.TemporaryFailure(e.getClass().getSimpleName(), null);
    }
  }

  private void recordResult(String address, SendResult outcome) {
    switch (outcome) {
      case SendResult.Delivered() -> queues.recordAnswer(address);
      case SendResult.PermanentFailure(String unused) -> queues.recordAnswer(address);
      case SendResult.NotSent(String unused) -> {}
      case SendResult.TemporaryFailure(String problem, Duration asked) ->
          queues.recordFailure(address, problem, asked);
    }
  }

  private Delivery applyResult(Delivery tried, SendResult outcome) {
    return switch (outcome) {
      case SendResult.Delivered() -> tried.withFinalStatus(Delivery.Status.DELIVERED, null);
      case SendResult.PermanentFailure(String problem) ->
          tried.withFinalStatus(Delivery.Status.FAILED, shorten(problem));
      case SendResult.NotSent(String problem) -> scheduleRetry(tried, problem, null);
      case SendResult.TemporaryFailure(String problem, Duration asked) ->
          scheduleRetry(tried, problem, asked);
    };
  }

  private Delivery scheduleRetry(Delivery tried, String problem, @Nullable Duration asked) {
    return backOff.isExhausted(tried.attempts())
        ? tried.withFinalStatus(Delivery.Status.FAILED, shorten(problem))
        : tried.withNextAttempt(
            clock.instant().plus(backOff.computeWait(tried.attempts(), tried.id(), asked)),
            shorten(problem));
  }

  private static String shorten(String problem) {
    return TextTruncation.truncate(problem, MAX_PROBLEM_LENGTH);
  }

  /// For a delivery whose partition was revoked, only a successful send is written; any other state
  /// is for the new owner of the partition to write.
  private void writeState(DeliveryTask task, Delivery now) {
    if (isActive(task) || now.status() == Delivery.Status.DELIVERED) {
      ledger.writeState(
          now,
          () -> {
            counts.recordState(
                findKind(now), ledger.findStatus(task.partition(), now.id(), now.status()));
            finishTask(task);
          });
    }
  }

  private String findKind(Delivery delivery) {
    Subscription newest = subscriptions.findNewest(delivery.subscription());
    return newest == null
        ? DeliveryCounts.OTHER
        : effectiveChannels(newest).stream()
            .filter(channel -> channel.name().equals(delivery.channel()))
            .map(Channel::kind)
            .findFirst()
            .orElse(DeliveryCounts.OTHER);
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

  /// Drops the deliveries of partitions; the new owner of the partitions continues them. The result
  /// of an attempt that is running is still recorded if it succeeds.
  void dropPartitions(Set<Integer> partitions) {
    activeTasks.values().removeIf(task -> partitions.contains(task.partition()));
  }

  /// Waits until no attempt of these partitions is running, for at most the longest duration of one
  /// attempt.
  void awaitAttempts(Set<Integer> partitions) {
    Duration longest =
        senders.values().stream()
            .map(ChannelSender::maxAttemptTime)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Deadline.after(longest.plus(WRITE_GRACE))
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
