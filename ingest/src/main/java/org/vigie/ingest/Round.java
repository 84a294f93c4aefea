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

/// Schedules the feeds assigned to this ingester: starts due polls and collects their outcomes. All
/// methods except the polls themselves run on the loop's thread; a poll runs on a virtual thread
/// and adds its outcome to a queue. At most `maxPolls` polls run at once and one per host, which
/// bounds the queue too. A due feed without a free slot stays due.
final class Round implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Round.class);
  /// First pause after a poll whose readings or state could not be written to Kafka, doubled with
  /// each failure. Without a stored state every poll asks for the whole document, and the publisher
  /// must not pay for our failure.
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

  /// A feed assigned to this ingester. Its fields belong to the loop's thread; the volatile one is
  /// also read by the poll, which discards its result if the feed was reassigned.
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

  /// The time of the next poll by the feed's state, or earlier if the feed's own interval asks for
  /// it.
  private static Instant dueBy(Feed feed, FeedState state) {
    Instant next = state.nextPoll() == null ? Instant.EPOCH : state.nextPoll();
    Instant last = state.lastAttempt();
    if (feed.interval() == null || last == null || state.failures() > 0) {
      return next;
    }
    Instant asked = last.plus(feed.interval());
    return asked.isBefore(next) ? asked : next;
  }

  /// The time of the next poll after a poll: the one that the poll computed, unless the requested
  /// feed has changed since. The interval of a feed must not shorten the wait for a busy host.
  ///
  /// @param wish the requested feed now
  /// @param polled the requested feed that the poll used
  /// @param state the state after the poll
  static Instant dueAfter(Feed wish, Feed polled, FeedState state) {
    Instant next = state.nextPoll();
    return next != null && wish.equals(polled) ? next : dueBy(wish, state);
  }

  /// Limits a due time to the longest possible pause from now, a day or the feed's own interval. A
  /// later due time comes from a clock that ran ahead.
  static Instant within(Instant due, Feed feed, Instant now) {
    Duration interval = feed.interval();
    Duration longest =
        interval == null || interval.compareTo(Poller.LONGEST_PAUSE) < 0
            ? Poller.LONGEST_PAUSE
            : interval;
    Instant last = now.plus(longest);
    return due.isAfter(last) ? last : due;
  }

  /// Applies changed feeds and assignments: adds new feeds, updates changed ones, drops those that
  /// were removed or reassigned.
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

  /// Writes tombstones for states whose feed was removed, so that a feed added again starts from
  /// nothing.
  private void forgetRemoved(FeedTable table, Ownership ownership) {
    for (FeedState state : List.copyOf(table.states())) {
      if (table.feed(state.feed()) == null
          && ownership.has(catalogue.feedStates().partition(state))) {
        writer.remove(catalogue.feedStates(), state);
        table.forget(state);
      }
    }
  }

  /// Starts due polls, the longest overdue first.
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
      // Any failure must release the host and let the feed be retried.
      return new Done(slot, host, null, e);
    }
  }

  /// Writes the readings, waits for their acknowledgement, then writes the state: an entry that
  /// Kafka does not have must not count as read.
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

  /// Waits for a reading's acknowledgement. A reading that exceeds the record size limit becomes a
  /// dead letter; otherwise it would keep the whole feed from being read for as long as the entry
  /// stays in it.
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

  /// The outcome of a poll.
  ///
  /// @param poll null if its readings or state could not be written
  /// @param failure the cause if `poll` is null
  record Outcome(@Nullable Poll poll, @Nullable Throwable failure) {}

  /// Collects the polls that have ended since the last call.
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

  /// Interrupts running polls; entries whose readings were not acknowledged are read again later.
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
