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

/// Makes the attempts of the deliveries that this notifier has in hand, each on the lane of its
/// address, and writes what came of them. A delivery that cannot be tried at once, or must be tried
/// again, goes onto the ledger with its alert and out of hand. The channel is taken from the newest
/// version of the subscription at the moment of the attempt.
///
/// Safe to share between threads.
final class Attempts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  /// Deliveries that one address may have in hand, waiting for their turn.
  private static final int LANE = 100;

  /// When to come again to a delivery that is between two hands.
  private static final Duration SOON = Duration.ofMillis(50);

  /// From the end of an attempt to the record of it.
  private static final Duration GRACE = Duration.ofSeconds(1);

  /// Longest text of a failure that is kept.
  private static final int PROBLEM_LENGTH = 300;

  private final BackOff backOff;
  private final SubscriptionTable subscriptions;
  private final Map<String, Sender> senders;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Lanes lanes;

  /// Deliveries in hand by id. One that was dropped meanwhile is not begun any more.
  private final Map<String, InHand> inHand = new ConcurrentHashMap<>();

  private final Set<InHand> sending = ConcurrentHashMap.newKeySet();

  /// @param onFailure told of what must not happen; nothing more can be promised then
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
    // One address must not use up what all of them may have in hand together.
    int limit = Math.clamp(settings.unfinishedLimit() / 10, 1, LANE);
    lanes = new Lanes(limit, settings.backOff().getFirst(), clock, onFailure);
  }

  /// @param settled run once what came of it is on the ledger
  private record InHand(Delivery delivery, Alert alert, int partition, Runnable settled) {}

  /// Where a delivery goes.
  private sealed interface Route {
    record To(Channel channel, Language language, Sender sender) implements Route {
      /// One lane for each.
      String address() {
        return channel.kind() + " " + channel.address();
      }
    }

    record Cancelled(String why) implements Route {}

    /// This notifier cannot, another may: one that is newer or has more channels configured.
    record Unserved(String why) implements Route {}
  }

  /// The channels of a subscription; one that names none gets the console.
  static List<Channel> channels(Subscription subscription) {
    return subscription.channels().isEmpty() ? List.of(Channel.CONSOLE) : subscription.channels();
  }

  /// Takes in a delivery whose alert was just read: tries it as soon as its address is free, or
  /// writes it onto the ledger to be tried later.
  ///
  /// @param settled run once what came of it is on the ledger, be it that it waits
  void begin(Delivery delivery, Alert alert, int partition, Runnable settled) {
    InHand task = new InHand(delivery, alert, partition, settled);
    if (inHand.putIfAbsent(delivery.id(), task) != null) {
      // The alert lies in Kafka twice. The one in hand holds the offset back for both.
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

  /// Takes in a delivery that is due on the ledger.
  ///
  /// @return when to come again, null where it was taken
  @Nullable Instant resume(Ledger.Waiting waiting) {
    Delivery delivery = waiting.delivery();
    Alert alert = delivery.content();
    if (alert == null) {
      throw new IllegalArgumentException("delivery " + delivery.id() + " waits without its alert");
    }
    InHand task = new InHand(delivery, alert, waiting.partition(), () -> {});
    if (inHand.putIfAbsent(delivery.id(), task) != null) {
      // The attempt that brought it onto the ledger is about to let go of it.
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

  /// An address that never answers must not gather deliveries without end: those end that have
  /// waited for longer than all of their attempts would have taken, if their address has failed for
  /// as long. One that is busy, or fails since a moment ago, ends nothing.
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

  /// On its lane: those before it may have closed the address, and its partition may be gone.
  private void attempt(InHand task) {
    sending.add(task);
    try {
      if (isInHand(task)) {
        attemptNow(task);
      }
    } catch (InterruptedException e) {
      // The end of the notifier: without an outcome it is sent again.
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
      // Whatever a sender throws, its lane and the others go on.
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

  /// Of a delivery whose partition was let go, only the arrival is worth telling: how it goes on
  /// otherwise is for whoever has the partition now to say.
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

  /// How many are in hand.
  int count() {
    return inHand.size();
  }

  /// Lets go of partitions; their deliveries go on where another notifier has them. What is being
  /// sent just now is still recorded if it arrives.
  void drop(Set<Integer> partitions) {
    inHand.values().removeIf(task -> partitions.contains(task.partition()));
  }

  /// Waits until nothing of these partitions is being sent, as long as one attempt may take.
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

  /// Forgets addresses that nobody has asked for in a while.
  void purge() {
    lanes.purge();
  }

  @Override
  public void close() {
    lanes.close();
  }
}
