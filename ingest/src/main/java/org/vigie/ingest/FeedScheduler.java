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
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicWriter;

/// Schedules the feeds assigned to this ingester: starts due polls and collects their outcomes. All
/// methods except the polls themselves run on the loop's thread; a poll runs on a virtual thread
/// and adds its outcome to a queue. At most `maxPolls` polls run at once and one per host, which
/// bounds the queue too. A due feed without a free slot stays due.
final class FeedScheduler implements AutoCloseable {
  /// First pause after a poll whose readings or state could not be written to Kafka, doubled with
  /// each failure. Without a stored state every poll asks for the whole document, and the publisher
  /// must not pay for our failure.
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

  private static final int MAX_DOUBLINGS = 7;

  private final Catalogue catalogue;
  private final TopicWriter writer;
  private final Fetcher fetcher;
  private final FeedPoller poller;
  private final int maxPolls;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<FinishedTask> finished = new ConcurrentLinkedQueue<>();
  private final Map<String, FeedSlot> slots = new HashMap<>();
  private final Set<String> busyHosts = new HashSet<>();
  private int activePolls;

  FeedScheduler(
      Catalogue catalogue, TopicWriter writer, Fetcher fetcher, FeedPoller poller, int maxPolls) {
    this.catalogue = catalogue;
    this.writer = writer;
    this.fetcher = fetcher;
    this.poller = poller;
    this.maxPolls = maxPolls;
  }

  /// A feed assigned to this ingester. Its fields belong to the loop's thread; the volatile one is
  /// also read by the poll, which discards its result if the feed was reassigned.
  private static final class FeedSlot {
    private final String host;
    private final int partition;
    private Feed feed;
    private FeedState state;
    private Instant due;
    private boolean polling;
    private boolean tried;
    private int writeFailures;
    private volatile boolean owned = true;

    FeedSlot(Feed feed, FeedState state, int partition) {
      this.feed = feed;
      this.state = state;
      this.partition = partition;
      host = FeedPoller.resolveAddress(feed, state).getHost().toLowerCase(Locale.ROOT);
      due = computeDue(feed, state);
    }
  }

  private record FinishedTask(
      FeedSlot slot, String host, @Nullable Poll poll, int setAside, @Nullable Throwable failure) {}

  /// The time of the next poll by the feed's state, or earlier if the feed's own interval asks for
  /// it.
  private static Instant computeDue(Feed feed, FeedState state) {
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
  static Instant computeDueAfterPoll(Feed wish, Feed polled, FeedState state) {
    Instant next = state.nextPoll();
    return next != null && wish.equals(polled) ? next : computeDue(wish, state);
  }

  /// Limits a due time to the longest possible pause from now, a day or the feed's own interval. A
  /// later due time comes from a clock that ran ahead.
  static Instant limitDue(Instant due, Feed feed, Instant now) {
    Duration interval = feed.interval();
    Duration longest =
        interval == null || interval.compareTo(FeedPoller.MAX_PAUSE) < 0
            ? FeedPoller.MAX_PAUSE
            : interval;
    Instant last = now.plus(longest);
    return due.isAfter(last) ? last : due;
  }

  /// Applies changed feeds and assignments: adds new feeds, updates changed ones, drops those that
  /// were removed or reassigned.
  void updateSlots(FeedTable table, FeedAssignment ownership) {
    for (Feed feed : table.feeds()) {
      int partition = catalogue.feeds().partitionFor(feed);
      FeedSlot slot = slots.get(feed.id());
      if (!ownership.isAssigned(partition)) {
        dropSlot(slot);
      } else if (slot == null) {
        slots.put(feed.id(), new FeedSlot(feed, table.findState(feed), partition));
      } else if (!slot.feed.equals(feed)) {
        slot.feed = feed;
        slot.due = computeDue(feed, slot.state);
      }
    }
    for (FeedSlot slot : List.copyOf(slots.values())) {
      if (table.findFeed(slot.feed.id()) == null) {
        dropSlot(slot);
      } else if (!ownership.isAssigned(slot.partition)) {
        dropSlot(slot);
      }
    }
    tombstoneOrphanedStates(table, ownership);
  }

  private void dropSlot(@Nullable FeedSlot slot) {
    if (slot != null) {
      slot.owned = false;
      slots.remove(slot.feed.id());
    }
  }

  /// Writes tombstones for states whose feed was removed, so that a feed added again starts from
  /// nothing.
  private void tombstoneOrphanedStates(FeedTable table, FeedAssignment ownership) {
    for (FeedState state : List.copyOf(table.states())) {
      if (table.findFeed(state.feed()) == null
          && ownership.isAssigned(catalogue.feedStates().partitionFor(state))) {
        writer.remove(catalogue.feedStates(), state);
        table.removeState(state);
      }
    }
  }

  /// Starts due polls, the longest overdue first.
  void startDuePolls(Instant now) {
    if (activePolls >= maxPolls) {
      return;
    }
    List<FeedSlot> due = new ArrayList<>();
    for (FeedSlot slot : slots.values()) {
      slot.due = limitDue(slot.due, slot.feed, now);
      if (!slot.polling && !slot.due.isAfter(now)) {
        due.add(slot);
      }
    }
    due.sort(Comparator.comparing(slot -> slot.due));
    for (FeedSlot slot : due) {
      if (activePolls < maxPolls
          && fetcher.isFree(FeedPoller.resolveAddress(slot.feed, slot.state))) {
        startPoll(slot);
      }
    }
  }

  private void startPoll(FeedSlot slot) {
    String host = slot.host;
    if (!busyHosts.add(host)) {
      return;
    }
    slot.polling = true;
    activePolls++;
    Feed feed = slot.feed;
    FeedState state = slot.state;
    executor.execute(() -> finished.add(runPoll(slot, host, feed, state)));
  }

  private FinishedTask runPoll(FeedSlot slot, String host, Feed feed, FeedState state) {
    try {
      Poll poll = poller.poll(feed, state);
      int setAside = slot.owned ? publishPoll(poll) : 0;
      return new FinishedTask(slot, host, poll, setAside, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FinishedTask(slot, host, null, 0, e);
    } catch (Throwable e) {
      // Any failure must release the host and let the feed be retried.
      return new FinishedTask(slot, host, null, 0, e);
    }
  }

  /// Writes the readings, waits for their acknowledgement, then writes the state: an entry that
  /// Kafka does not have must not count as read.
  ///
  /// @return the number of readings that became dead letters
  private int publishPoll(Poll poll) throws InterruptedException, ExecutionException {
    Map<Reading, CompletableFuture<RecordMetadata>> sent = new IdentityHashMap<>();
    for (Reading reading : poll.readings()) {
      sent.put(reading, writer.write(catalogue.readings(), reading));
    }
    int setAside = 0;
    for (Map.Entry<Reading, CompletableFuture<RecordMetadata>> reading : sent.entrySet()) {
      setAside += awaitReading(reading.getKey(), reading.getValue()) ? 0 : 1;
    }
    writer.write(catalogue.feedStates(), poll.state()).get();
    return setAside;
  }

  /// Waits for a reading's acknowledgement. A reading that exceeds the record size limit becomes a
  /// dead letter; otherwise it would keep the whole feed from being read for as long as the entry
  /// stays in it.
  ///
  /// @return false if it became a dead letter
  private boolean awaitReading(Reading reading, CompletableFuture<RecordMetadata> sent)
      throws InterruptedException, ExecutionException {
    try {
      sent.get();
      return true;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException tooLarge)) {
        throw e;
      }
      writer.deadLetters(catalogue.rejected()).write(createDeadLetter(reading, tooLarge)).get();
      return false;
    }
  }

  private DeadLetter createDeadLetter(Reading reading, RecordTooLargeException reason) {
    Headers headers = new RecordHeaders();
    KafkaTopic<Reading> topic = catalogue.readings();
    byte[] value = topic.serde().serializer().serialize(topic.name(), headers, reading);
    return DeadLetter.of(
        "feed " + reading.feed() + " item " + reading.itemId(),
        String.valueOf(reason.getMessage()),
        List.of(headers.toArray()),
        value);
  }

  /// The outcome of a poll.
  ///
  /// @param poll null if its readings or state could not be written
  /// @param possibleLoss whether entries may have been missed
  /// @param setAside how many of its readings became dead letters
  /// @param failure the cause if `poll` is null
  record PollOutcome(
      @Nullable Poll poll, boolean possibleLoss, int setAside, @Nullable Throwable failure) {}

  /// Collects the polls that have ended since the last call.
  List<PollOutcome> collectFinished(FeedTable table, Instant now) {
    List<PollOutcome> outcomes = new ArrayList<>();
    for (FinishedTask end = finished.poll(); end != null; end = finished.poll()) {
      activePolls--;
      busyHosts.remove(end.host());
      FeedSlot slot = end.slot();
      slot.polling = false;
      Poll poll = end.poll();
      boolean possibleLoss =
          poll != null && poll.state().possibleLosses() > slot.state.possibleLosses();
      if (poll == null) {
        slot.due =
            now.plus(RETRY_PAUSE.multipliedBy(1L << Math.min(slot.writeFailures, MAX_DOUBLINGS)));
        slot.writeFailures++;
      } else if (slot.owned) {
        slot.writeFailures = 0;
        slot.tried = true;
        slot.state = poll.state();
        slot.due = computeDueAfterPoll(slot.feed, poll.feed(), slot.state);
        table.putState(poll.state());
      }
      if (slot.owned) {
        outcomes.add(new PollOutcome(poll, possibleLoss, end.setAside(), end.failure()));
      }
    }
    return outcomes;
  }

  int countOwned() {
    return slots.size();
  }

  int countRunning() {
    return activePolls;
  }

  int countTried() {
    return (int) slots.values().stream().filter(slot -> slot.tried).count();
  }

  int countFailing() {
    return (int) slots.values().stream().filter(slot -> slot.state.problem() != null).count();
  }

  /// Interrupts running polls; entries whose readings were not acknowledged are read again later.
  @Override
  public void close() {
    slots.values().forEach(slot -> slot.owned = false);
    executor.shutdownNow();
    try {
      executor.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
