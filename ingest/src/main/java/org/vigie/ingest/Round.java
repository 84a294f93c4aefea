package org.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.Poller;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.Rejected;
import org.vigie.wire.TopicWriter;

/// The feeds of this ingester on their way from due to done. All methods but the polls themselves
/// run on the loop's thread; a poll runs on a virtual thread and hands back what came of it. At
/// most `maxPolls` run at once and one per host, so what they hand back is bounded too; what is
/// due and finds no room stays due.
final class Round implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Round.class);
  /// After a poll that could not be made safe, doubled with each: the publisher is not to pay for
  /// our trouble, since without facts each poll asks for the whole document.
  private static final Duration RETRY = Duration.ofSeconds(2);

  private static final int MOST_DOUBLINGS = 7;

  private final Catalogue catalogue;
  private final TopicWriter writer;
  private final Fetcher fetcher;
  private final Poller poller;
  private final int maxPolls;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final Map<String, Slot> slots = new HashMap<>();
  private final Set<String> busyHosts = new HashSet<>();
  private int running;

  Round(Catalogue catalogue, TopicWriter writer, Fetcher fetcher, Poller poller, int maxPolls) {
    this.catalogue = catalogue;
    this.writer = writer;
    this.fetcher = fetcher;
    this.poller = poller;
    this.maxPolls = maxPolls;
  }

  /// A feed of ours. `state` and `due` belong to the loop; `ours` is read by the poll, which drops
  /// what it has once the feed is another's.
  private static final class Slot {
    private final String host;
    private final int partition;
    private Feed feed;
    private FeedState state;
    private Instant due;
    private boolean polling;
    private boolean tried;
    private int faults;
    private volatile boolean ours = true;

    Slot(Feed feed, FeedState state, int partition) {
      this.feed = feed;
      this.state = state;
      this.partition = partition;
      host = Poller.address(feed, state).getHost().toLowerCase(Locale.ROOT);
      due = dueBy(feed, state);
    }
  }

  private record Done(Slot slot, String host, @Nullable Poll poll, @Nullable Throwable failure) {}

  /// When a feed is due: as its facts say, sooner if its wish asks for it.
  private static Instant dueBy(Feed feed, FeedState state) {
    Instant next = state.nextPoll() == null ? Instant.EPOCH : state.nextPoll();
    Instant last = state.lastAttempt();
    if (feed.interval() == null || last == null || state.failures() > 0) {
      return next;
    }
    Instant asked = last.plus(feed.interval());
    return asked.isBefore(next) ? asked : next;
  }

  /// When a feed is due after a poll: as the poll says, which knew the wish, unless the wish has
  /// changed since. The interval of a wish must not hurry a feed that had to wait for a host.
  ///
  /// @param polled the wish as the poll knew it
  /// @param state the facts after the poll
  static Instant dueAfter(Feed wish, Feed polled, FeedState state) {
    Instant next = state.nextPoll();
    return next != null && wish.equals(polled) ? next : dueBy(wish, state);
  }

  /// When a feed is due at the latest: no pause is longer than a day or its own interval, so that
  /// what is due later was put off by a clock that ran ahead.
  static Instant within(Instant due, Feed feed, Instant now) {
    Duration interval = feed.interval();
    Duration longest =
        interval == null || interval.compareTo(Poller.LONGEST_PAUSE) < 0
            ? Poller.LONGEST_PAUSE
            : interval;
    Instant last = now.plus(longest);
    return due.isAfter(last) ? last : due;
  }

  /// Takes in what has changed: new wishes, changed ones, those that are gone or not ours any more.
  void follow(FeedTable table, Ownership ownership) {
    for (Feed feed : table.feeds()) {
      int partition = catalogue.feeds().partition(feed);
      Slot slot = slots.get(feed.id());
      if (!ownership.has(partition)) {
        drop(slot);
      } else if (slot == null) {
        slots.put(feed.id(), new Slot(feed, table.state(feed), partition));
      } else if (!slot.feed.equals(feed)) {
        slot.feed = feed;
        slot.due = dueBy(feed, slot.state);
      }
    }
    for (Slot slot : List.copyOf(slots.values())) {
      if (table.feed(slot.feed.id()) == null) {
        drop(slot);
      } else if (!ownership.has(slot.partition)) {
        drop(slot);
      }
    }
    forgetRemoved(table, ownership);
  }

  private void drop(@Nullable Slot slot) {
    if (slot != null) {
      slot.ours = false;
      slots.remove(slot.feed.id());
    }
  }

  /// Facts without a wish are tombstoned, so that a feed that is added again begins anew.
  private void forgetRemoved(FeedTable table, Ownership ownership) {
    for (FeedState state : List.copyOf(table.states())) {
      if (table.feed(state.feed()) == null
          && ownership.has(catalogue.feedStates().partition(state))) {
        writer.remove(catalogue.feedStates(), state);
        table.forget(state);
      }
    }
  }

  /// Starts what is due, the longest due first.
  void start(Instant now) {
    if (running >= maxPolls) {
      return;
    }
    List<Slot> due = new ArrayList<>();
    for (Slot slot : slots.values()) {
      slot.due = within(slot.due, slot.feed, now);
      if (!slot.polling && !slot.due.isAfter(now)) {
        due.add(slot);
      }
    }
    due.sort(Comparator.comparing(slot -> slot.due));
    for (Slot slot : due) {
      if (running < maxPolls && fetcher.isFree(Poller.address(slot.feed, slot.state))) {
        start(slot);
      }
    }
  }

  private void start(Slot slot) {
    String host = slot.host;
    if (!busyHosts.add(host)) {
      return;
    }
    slot.polling = true;
    running++;
    Feed feed = slot.feed;
    FeedState state = slot.state;
    threads.execute(() -> done.add(run(slot, host, feed, state)));
  }

  private Done run(Slot slot, String host, Feed feed, FeedState state) {
    try {
      Poll poll = poller.poll(feed, state);
      if (slot.ours) {
        publish(poll);
      }
      return new Done(slot, host, poll, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Done(slot, host, null, e);
    } catch (Throwable e) {
      // Whatever it is, the host is free again and the feed is tried later.
      return new Done(slot, host, null, e);
    }
  }

  /// Facts follow readings: what is not safe in Kafka has not been read.
  private void publish(Poll poll) throws InterruptedException, ExecutionException {
    Map<Reading, CompletableFuture<RecordMetadata>> sent = new IdentityHashMap<>();
    for (Reading reading : poll.readings()) {
      sent.put(reading, writer.write(catalogue.readings(), reading));
    }
    for (Map.Entry<Reading, CompletableFuture<RecordMetadata>> reading : sent.entrySet()) {
      confirm(reading.getKey(), reading.getValue());
    }
    writer.write(catalogue.feedStates(), poll.state()).get();
  }

  /// A reading that no record can hold is set aside: it would else keep the whole feed from being
  /// read, for as long as it stands there.
  private void confirm(Reading reading, CompletableFuture<RecordMetadata> sent)
      throws InterruptedException, ExecutionException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException tooLarge)) {
        throw e;
      }
      log.warn("an article of feed {} was set aside: {}", reading.feed(), tooLarge.getMessage());
      writer.reject(catalogue.rejected(), tooLarge(reading, tooLarge)).get();
    }
  }

  private Rejected tooLarge(Reading reading, RecordTooLargeException reason) {
    Headers headers = new RecordHeaders();
    KafkaTopic<Reading> topic = catalogue.readings();
    byte[] value = topic.serde().serializer().serialize(topic.name(), headers, reading);
    return Rejected.of(
        "feed " + reading.feed() + " item " + reading.itemId(),
        String.valueOf(reason.getMessage()),
        List.of(headers.toArray()),
        value);
  }

  /// What came of a poll.
  ///
  /// @param poll null where it could not be made safe
  /// @param failure why
  record Outcome(@Nullable Poll poll, @Nullable Throwable failure) {}

  /// Takes back the polls that have ended since the last call.
  List<Outcome> finish(FeedTable table, Instant now) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Done end = done.poll(); end != null; end = done.poll()) {
      running--;
      busyHosts.remove(end.host());
      Slot slot = end.slot();
      slot.polling = false;
      Poll poll = end.poll();
      if (poll == null) {
        slot.due = now.plus(RETRY.multipliedBy(1L << Math.min(slot.faults, MOST_DOUBLINGS)));
        slot.faults++;
      } else if (slot.ours) {
        slot.faults = 0;
        slot.tried = true;
        slot.state = poll.state();
        slot.due = dueAfter(slot.feed, poll.feed(), slot.state);
        table.know(poll.state());
      }
      if (slot.ours) {
        outcomes.add(new Outcome(poll, end.failure()));
      }
    }
    return outcomes;
  }

  int owned() {
    return slots.size();
  }

  int tried() {
    return (int) slots.values().stream().filter(slot -> slot.tried).count();
  }

  int failing() {
    return (int) slots.values().stream().filter(slot -> slot.state.problem() != null).count();
  }

  /// Ends polls that are under way; what they have not made safe will be read again.
  @Override
  public void close() {
    slots.values().forEach(slot -> slot.ours = false);
    threads.shutdownNow();
    try {
      threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
