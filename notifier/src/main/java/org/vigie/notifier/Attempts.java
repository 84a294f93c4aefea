package org.vigie.notifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Subscription;

/// Makes the attempts of the deliveries that this notifier has in hand, each on the lane of its
/// address, and asks again after the wait where one may be repeated. The channel is taken from the
/// newest version of the subscription at the moment of the attempt.
///
/// Safe to share between threads.
final class Attempts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  /// Longest text of a failure that is kept.
  private static final int PROBLEM_LENGTH = 300;

  private final NotifierSettings settings;
  private final SubscriptionTable subscriptions;
  private final Map<String, Sender> senders;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Lanes lanes = new Lanes();
  private final ScheduledExecutorService waits =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  /// Deliveries in hand by id. One that was dropped meanwhile is sent no more.
  private final Map<String, InHand> inHand = new ConcurrentHashMap<>();

  private final Set<String> sending = ConcurrentHashMap.newKeySet();

  Attempts(
      NotifierSettings settings,
      SubscriptionTable subscriptions,
      List<Sender> senders,
      Ledger ledger,
      InstantSource clock) {
    this.settings = settings;
    this.subscriptions = subscriptions;
    this.senders =
        senders.stream().collect(Collectors.toUnmodifiableMap(Sender::kind, Function.identity()));
    this.ledger = ledger;
    this.clock = clock;
  }

  private record InHand(Delivery delivery, Alert alert, int partition, Runnable ended) {
    InHand at(Delivery now) {
      return new InHand(now, alert, partition, ended);
    }
  }

  /// The channels of a subscription; one that names none gets the console.
  static List<Channel> channels(Subscription subscription) {
    return subscription.channels().isEmpty() ? List.of(Channel.CONSOLE) : subscription.channels();
  }

  /// Takes a delivery in hand and attempts it when it is due.
  ///
  /// @param ended run once its end is on the ledger
  void begin(Delivery delivery, Alert alert, Runnable ended) {
    InHand task = new InHand(delivery, alert, ledger.partition(delivery), ended);
    inHand.put(delivery.id(), task);
    attemptWhenDue(task);
  }

  /// Lets go of a partition; its deliveries go on where another notifier reads their alerts.
  void drop(int partition) {
    inHand.values().removeIf(task -> task.partition() == partition);
  }

  private void attemptWhenDue(InHand task) {
    Instant due = task.delivery().nextAttempt();
    Duration wait = due == null ? Duration.ZERO : Duration.between(clock.instant(), due);
    if (wait.isPositive()) {
      try {
        waits.schedule(() -> queue(task), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        log.debug("closing delivery={}", task.delivery().id());
      }
    } else {
      queue(task);
    }
  }

  private void queue(InHand task) {
    if (isInHand(task)) {
      lanes.run(address(task), () -> attempt(task));
    }
  }

  /// False where its partition was lost meanwhile, even if it has come back since.
  private boolean isInHand(InHand task) {
    return task.equals(inHand.get(task.delivery().id()));
  }

  private String address(InHand task) {
    Channel channel = channel(task.delivery());
    return channel == null ? "" : channel.kind() + " " + channel.address();
  }

  private @Nullable Channel channel(Delivery delivery) {
    Subscription newest = subscriptions.get(delivery.subscription());
    return newest == null
        ? null
        : channels(newest).stream()
            .filter(channel -> channel.name().equals(delivery.channel()))
            .findFirst()
            .orElse(null);
  }

  private void attempt(InHand task) {
    Delivery delivery = task.delivery();
    if (!isInHand(task)) {
      return;
    }
    sending.add(delivery.id());
    try {
      record(task, outcome(delivery, task.alert()));
    } catch (InterruptedException e) {
      // The end of the notifier: without an outcome the alert stays unfinished and is read again.
      Thread.currentThread().interrupt();
    } finally {
      sending.remove(delivery.id());
    }
  }

  private Delivery outcome(Delivery delivery, Alert alert) throws InterruptedException {
    Subscription newest = subscriptions.get(delivery.subscription());
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      return ended(delivery, Delivery.Status.CANCELLED, "the subscription was removed");
    }
    Channel channel = channel(delivery);
    if (channel == null) {
      return ended(delivery, Delivery.Status.CANCELLED, "the channel was removed");
    }
    Sender sender = senders.get(channel.kind());
    if (sender == null) {
      return ended(
          delivery, Delivery.Status.FAILED, "nothing here sends by '" + channel.kind() + "'");
    }
    return after(delivery, send(sender, channel, delivery, alert));
  }

  private static Outcome send(Sender sender, Channel channel, Delivery delivery, Alert alert)
      throws InterruptedException {
    try {
      return sender.send(channel, delivery, alert);
    } catch (RuntimeException e) {
      log.warn("sender failed channel={} delivery={}", channel.kind(), delivery.id(), e);
      return new Outcome.TryAgain(e.getClass().getSimpleName(), null);
    }
  }

  private Delivery after(Delivery delivery, Outcome outcome) {
    Delivery tried = tried(delivery);
    return switch (outcome) {
      case Outcome.Arrived() -> ended(tried, Delivery.Status.DELIVERED, null);
      case Outcome.GivenUp(String problem) -> ended(tried, Delivery.Status.FAILED, problem);
      case Outcome.NotSent(String problem) -> later(tried, problem, null);
      case Outcome.TryAgain(String problem, Duration asked) -> later(tried, problem, asked);
    };
  }

  private Delivery later(Delivery tried, String problem, @Nullable Duration asked) {
    return tried.attempts() > settings.backOff().size()
        ? ended(tried, Delivery.Status.FAILED, problem)
        : again(tried, problem, asked);
  }

  private Delivery tried(Delivery delivery) {
    return new Delivery(
        delivery.id(),
        delivery.alert(),
        delivery.seq(),
        delivery.subscription(),
        delivery.channel(),
        delivery.status(),
        delivery.attempts() + 1,
        clock.instant(),
        delivery.nextAttempt(),
        delivery.problem());
  }

  private static Delivery ended(
      Delivery delivery, Delivery.Status status, @Nullable String problem) {
    return new Delivery(
        delivery.id(),
        delivery.alert(),
        delivery.seq(),
        delivery.subscription(),
        delivery.channel(),
        status,
        delivery.attempts(),
        delivery.lastAttempt(),
        null,
        shortened(problem));
  }

  private Delivery again(Delivery delivery, String problem, @Nullable Duration asked) {
    return new Delivery(
        delivery.id(),
        delivery.alert(),
        delivery.seq(),
        delivery.subscription(),
        delivery.channel(),
        Delivery.Status.PENDING,
        delivery.attempts(),
        delivery.lastAttempt(),
        clock.instant().plus(wait(delivery, asked)),
        shortened(problem));
  }

  /// The wait of the table, up to a tenth longer by delivery, so that those which failed together
  /// do not come back together; longer where the receiver asks for it, but not beyond the longest.
  private Duration wait(Delivery delivery, @Nullable Duration asked) {
    Duration base = settings.backOff().get(delivery.attempts() - 1);
    Duration spread =
        base.plusMillis(base.toMillis() / 10 * Math.floorMod(delivery.id().hashCode(), 100) / 100);
    Duration longest =
        settings.backOff().stream().reduce(base, (a, b) -> a.compareTo(b) > 0 ? a : b);
    if (asked == null || asked.compareTo(spread) <= 0) {
      return spread;
    }
    return asked.compareTo(longest) < 0 ? asked : longest;
  }

  private static @Nullable String shortened(@Nullable String problem) {
    return problem == null || problem.length() <= PROBLEM_LENGTH
        ? problem
        : problem.substring(0, PROBLEM_LENGTH) + "…";
  }

  private void record(InHand task, Delivery now) {
    InHand next = task.at(now);
    if (now.status().ended()) {
      ledger.write(now, () -> end(task));
    } else {
      inHand.replace(now.id(), task, next);
      ledger.write(now, () -> attemptWhenDue(next));
    }
  }

  private void end(InHand task) {
    if (inHand.remove(task.delivery().id(), task)) {
      task.ended().run();
    }
  }

  /// Waits until nothing is being sent, at most this long.
  void settle(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!sending.isEmpty() && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    waits.shutdownNow();
    lanes.close();
  }
}
