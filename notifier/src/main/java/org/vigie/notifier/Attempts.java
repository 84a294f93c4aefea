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
import org.vigie.model.Shortened;
import org.vigie.model.Subscription;

/// Makes the attempts of the active deliveries, each in the queue of its destination, and writes
/// the results to the ledger. A delivery that cannot be attempted at once, or must be attempted
/// again, is written to the ledger with its alert and is no longer active. The channel is read from
/// the newest version of the subscription at the time of the attempt.
///
/// Thread-safe.
final class Attempts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  /// The maximum number of deliveries queued for one destination.
  private static final int LANE = 100;

  /// The pause before another try if a previous attempt of the same delivery is still being
  /// recorded.
  private static final Duration SOON = Duration.ofMillis(50);

  /// The time allowed between the end of an attempt and the write of its result.
  private static final Duration GRACE = Duration.ofSeconds(1);

  /// The maximum length of a stored failure message, in UTF-16 units.
  private static final int PROBLEM_LENGTH = 300;

  private final BackOff backOff;
  private final SubscriptionTable subscriptions;
  private final Map<String, Sender> senders;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Lanes lanes;

  /// Active deliveries by id. A delivery that has been dropped is not attempted any more.
  private final Map<String, InHand> inHand = new ConcurrentHashMap<>();

  private final Set<InHand> sending = ConcurrentHashMap.newKeySet();

  /// @param onFailure receives unexpected exceptions of a task; the guarantees of the notifier no
  ///     longer hold after one
  Attempts(
      NotifierSettings settings,
      SubscriptionTable subscriptions,
      List<Sender> senders,
      Ledger ledger,
      InstantSource clock,
      Consumer<Throwable> onFailure) {
    backOff = new BackOff(settings.backOff());
    this.subscriptions = subscriptions;
    this.senders =
        senders.stream().collect(Collectors.toUnmodifiableMap(Sender::kind, Function.identity()));
    this.ledger = ledger;
    this.clock = clock;
    // A single destination must not use up the limit for all destinations together.
    int limit = Math.clamp(settings.unfinishedLimit() / 10, 1, LANE);
    lanes = new Lanes(limit, settings.backOff().getFirst(), clock, onFailure);
  }

  /// @param settled runs once the result is on the ledger
  private record InHand(Delivery delivery, Alert alert, int partition, Runnable settled) {}

  /// Where a delivery goes, or why it cannot go anywhere.
  private sealed interface Route {
    record To(Channel channel, Language language, Sender sender) implements Route {
      /// The name of the destination; each has a queue of its own.
      String address() {
        return channel.kind() + " " + channel.address();
      }
    }

    record Cancelled(String why) implements Route {}

    /// This notifier does not support the channel kind, but another one may, with a newer version
    /// or more channels configured.
    record Unserved(String why) implements Route {}
  }

  /// The channels of a subscription; the console if it names none.
  static List<Channel> channels(Subscription subscription) {
    return subscription.channels().isEmpty() ? List.of(Channel.CONSOLE) : subscription.channels();
  }

  /// Starts a delivery whose alert was just read: queues an attempt, or writes the delivery to the
  /// ledger for a later attempt.
  ///
  /// @param settled runs once the result is on the ledger, also if the delivery only waits there
  void begin(Delivery delivery, Alert alert, int partition, Runnable settled) {
    InHand task = new InHand(delivery, alert, partition, settled);
    if (inHand.putIfAbsent(delivery.id(), task) != null) {
      // The alert is in Kafka twice. The active delivery holds the offset back for both records.
      settled.run();
      return;
    }
    Instant due = delivery.nextAttempt();
    if (due != null && due.isAfter(clock.instant())) {
      record(task, delivery);
      return;
    }
    Lanes.Refusal refusal = offer(task);
    if (refusal != null) {
      park(task, refusal);
    }
  }

  /// Starts a delivery that is due on the ledger.
  ///
  /// @return when to try again; null if the delivery was accepted
  @Nullable Instant resume(Ledger.Waiting waiting) {
    Delivery delivery = waiting.delivery();
    Alert alert = delivery.content();
    if (alert == null) {
      throw new IllegalArgumentException("delivery " + delivery.id() + " waits without its alert");
    }
    InHand task = new InHand(delivery, alert, waiting.partition(), () -> {});
    if (inHand.putIfAbsent(delivery.id(), task) != null) {
      // The attempt that wrote it to the ledger has not yet removed it from the active ones.
      return clock.instant().plus(SOON);
    }
    Lanes.Refusal refusal = offer(task);
    if (refusal == null) {
      return null;
    }
    if (isTooOld(delivery) && hasFailedForLong(refusal)) {
      record(task, delivery.ended(Delivery.Status.FAILED, shortened(refusal.why())));
      return null;
    }
    inHand.remove(delivery.id(), task);
    return spread(refusal, delivery);
  }

  /// Limits the number of deliveries that wait for a destination that never answers: a delivery
  /// fails if it has waited longer than all its attempts would have taken and its destination has
  /// failed for as long. A destination that is busy, or has only just started to fail, fails no
  /// delivery.
  private boolean isTooOld(Delivery delivery) {
    Instant since = delivery.since();
    return since != null && isLongAgo(since);
  }

  private boolean hasFailedForLong(Lanes.Refusal refusal) {
    Instant since = refusal.failingSince();
    return since != null && isLongAgo(since);
  }

  private boolean isLongAgo(Instant since) {
    Duration longest = backOff.total().multipliedBy(11).dividedBy(10);
    return since.plus(longest).isBefore(clock.instant());
  }

  private Lanes.@Nullable Refusal offer(InHand task) {
    return switch (route(task.delivery())) {
      case Route.To to -> lanes.offer(to.address(), () -> attempt(task));
      case Route.Cancelled(String why) -> {
        record(task, task.delivery().ended(Delivery.Status.CANCELLED, why));
        yield null;
      }
      case Route.Unserved(String why) -> {
        record(task, again(task.delivery().tried(clock.instant()), why, null));
        yield null;
      }
    };
  }

  private Route route(Delivery delivery) {
    Subscription newest = subscriptions.get(delivery.subscription());
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      return new Route.Cancelled("the subscription was removed");
    }
    Channel channel =
        channels(newest).stream()
            .filter(one -> one.name().equals(delivery.channel()))
            .findFirst()
            .orElse(null);
    if (channel == null) {
      return new Route.Cancelled("the channel was removed");
    }
    Sender sender = senders.get(channel.kind());
    return sender == null
        ? new Route.Unserved("nothing here sends by '" + channel.kind() + "'")
        : new Route.To(channel, newest.language(), sender);
  }

  private void park(InHand task, Lanes.Refusal refusal) {
    record(
        task, task.delivery().waiting(spread(refusal, task.delivery()), shortened(refusal.why())));
  }

  private Instant spread(Lanes.Refusal refusal, Delivery delivery) {
    Duration wait = Duration.between(clock.instant(), refusal.until());
    return clock.instant().plus(BackOff.spread(wait, delivery.id()));
  }

  /// Runs in the queue of the destination. Earlier tasks may have opened the circuit breaker, and
  /// the partition may have been revoked.
  private void attempt(InHand task) {
    sending.add(task);
    try {
      if (isInHand(task)) {
        attemptNow(task);
      }
    } catch (InterruptedException e) {
      // The notifier is closing; without a recorded result the delivery is sent again after the
      // restart.
      Thread.currentThread().interrupt();
    } finally {
      sending.remove(task);
    }
  }

  private void attemptNow(InHand task) throws InterruptedException {
    switch (route(task.delivery())) {
      case Route.Cancelled(String why) ->
          record(task, task.delivery().ended(Delivery.Status.CANCELLED, why));
      case Route.Unserved(String why) ->
          record(task, again(task.delivery().tried(clock.instant()), why, null));
      case Route.To to -> {
        Lanes.Refusal closed = lanes.closed(to.address());
        if (closed != null) {
          park(task, closed);
        } else if (ledger.hasEnded(task.partition(), task.delivery().id())) {
          settle(task);
        } else {
          Outcome outcome = send(to, task);
          tell(to.address(), outcome);
          record(task, after(task.delivery().tried(clock.instant()), outcome));
        }
      }
    }
  }

  private static Outcome send(Route.To to, InHand task) throws InterruptedException {
    try {
      return to.sender().send(to.channel(), to.language(), task.delivery(), task.alert());
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      // Whatever a sender throws, its queue and the others continue.
      log.warn("sender failed kind={} delivery={}", to.channel().kind(), task.delivery().id(), e);
      return new Outcome.TryAgain(e.getClass().getSimpleName(), null);
    }
  }

  private void tell(String address, Outcome outcome) {
    switch (outcome) {
      case Outcome.Arrived() -> lanes.answered(address);
      case Outcome.GivenUp(String unused) -> lanes.answered(address);
      case Outcome.NotSent(String unused) -> {}
      case Outcome.TryAgain(String problem, Duration asked) ->
          lanes.failed(address, problem, asked);
    }
  }

  private Delivery after(Delivery tried, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Arrived() -> tried.ended(Delivery.Status.DELIVERED, null);
      case Outcome.GivenUp(String problem) ->
          tried.ended(Delivery.Status.FAILED, shortened(problem));
      case Outcome.NotSent(String problem) -> again(tried, problem, null);
      case Outcome.TryAgain(String problem, Duration asked) -> again(tried, problem, asked);
    };
  }

  private Delivery again(Delivery tried, String problem, @Nullable Duration asked) {
    return backOff.isOver(tried.attempts())
        ? tried.ended(Delivery.Status.FAILED, shortened(problem))
        : tried.waiting(
            clock.instant().plus(backOff.after(tried.attempts(), tried.id(), asked)),
            shortened(problem));
  }

  private static String shortened(String problem) {
    return Shortened.to(problem, PROBLEM_LENGTH);
  }

  /// For a delivery whose partition was revoked, only a successful send is written; any other state
  /// is for the new owner of the partition to write.
  private void record(InHand task, Delivery now) {
    if (isInHand(task) || now.status() == Delivery.Status.DELIVERED) {
      ledger.write(now, () -> settle(task));
    }
  }

  private boolean isInHand(InHand task) {
    return inHand.get(task.delivery().id()) == task;
  }

  private void settle(InHand task) {
    inHand.remove(task.delivery().id(), task);
    task.settled().run();
  }

  /// The number of active deliveries.
  int count() {
    return inHand.size();
  }

  /// Drops the deliveries of partitions; the new owner of the partitions continues them. The result
  /// of an attempt that is running is still recorded if it succeeds.
  void drop(Set<Integer> partitions) {
    inHand.values().removeIf(task -> partitions.contains(task.partition()));
  }

  /// Waits until no attempt of these partitions is running, for at most the longest duration of one
  /// attempt.
  void settle(Set<Integer> partitions) {
    Duration longest =
        senders.values().stream()
            .map(Sender::longest)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Patience.until(
        () -> sending.stream().noneMatch(task -> partitions.contains(task.partition())),
        longest.plus(GRACE));
  }

  /// Discards the state of destinations that have not been used for a while.
  void purge() {
    lanes.purge();
  }

  @Override
  public void close() {
    lanes.close();
  }
}
