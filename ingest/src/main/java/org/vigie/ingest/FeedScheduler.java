package org.vigie.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.wire.KafkaTopic;

/// Schedules the feeds assigned to this ingester: starts due polls and collects their outcomes. All
/// methods except the polls themselves run on the loop's thread; a poll runs on a virtual thread
/// and adds its outcome to a queue. At most `maxPolls` polls run at once and one per host, which
/// bounds the queue too. A due feed without a free place stays due.
final class FeedScheduler implements AutoCloseable {
  private final KafkaTopic<Feed> feedTopic;
  private final PollWriter writer;
  private final Fetcher fetcher;
  private final FeedPoller poller;
  private final int maxPolls;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<FinishedPoll> finished = new ConcurrentLinkedQueue<>();
  private final Map<String, FeedSlot> slots = new HashMap<>();
  private final Set<String> busyHosts = new HashSet<>();

  /// The feeds that could not be handled, by id. Each is left out until its request changes.
  private final Map<String, Feed> unusable = new HashMap<>();

  private int activePolls;

  FeedScheduler(
      KafkaTopic<Feed> feedTopic,
      PollWriter writer,
      Fetcher fetcher,
      FeedPoller poller,
      int maxPolls) {
    this.feedTopic = feedTopic;
    this.writer = writer;
    this.fetcher = fetcher;
    this.poller = poller;
    this.maxPolls = maxPolls;
  }

  /// Applies changed feeds and assignments: adds new feeds, updates changed ones, drops those that
  /// were removed or reassigned, and
  /// writes tombstones for the states of removed feeds.
  void updateSlots(FeedTable table, FeedAssignment assignment) {
    for (FeedSlot slot : List.copyOf(slots.values())) {
      if (table.findFeed(slot.feed().id()) == null || !assignment.isAssigned(slot.partition())) {
        slot.disown();
        slots.remove(slot.feed().id());
      }
    }
    unusable.values().removeIf(feed -> !feed.equals(table.findFeed(feed.id())));
    for (Feed feed : table.feeds()) {
      int partition = feedTopic.partitionFor(feed);
      if (assignment.isAssigned(partition) && !unusable.containsKey(feed.id())) {
        handle(
            feed,
            () ->
                slots
                    .computeIfAbsent(
                        feed.id(), id -> new FeedSlot(feed, table.findState(feed), partition))
                    .updateFeed(feed));
      }
    }
    writer.tombstoneOrphanedStates(table, assignment);
  }

  /// Takes a step with a feed. If it fails, and not by Kafka, the feed is set aside, and the others
  /// go on.
  private void handle(Feed feed, Runnable step) {
    try {
      step.run();
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      FeedSlot slot = slots.remove(feed.id());
      if (slot != null) {
        slot.disown();
      }
      unusable.put(feed.id(), feed);
      writer.setAside(feed, e);
    }
  }

  /// Starts due polls, the longest overdue first.
  void startDuePolls(Instant now) {
    if (activePolls >= maxPolls) {
      return;
    }
    List<FeedSlot> due = new ArrayList<>();
    for (FeedSlot slot : List.copyOf(slots.values())) {
      handle(
          slot.feed(),
          () -> {
            if (slot.isDue(now)) {
              due.add(slot);
            }
          });
    }
    due.sort(Comparator.comparing(FeedSlot::due));
    due.forEach(slot -> handle(slot.feed(), () -> startIfFree(slot)));
  }

  private void startIfFree(FeedSlot slot) {
    if (activePolls < maxPolls
        && fetcher.isFree(slot.resolveAddress())
        && busyHosts.add(slot.host())) {
      startPoll(slot);
    }
  }

  private void startPoll(FeedSlot slot) {
    slot.beginPoll();
    activePolls++;
    Feed feed = slot.feed();
    FeedState state = slot.state();
    executor.execute(() -> finished.add(runPoll(slot, feed, state)));
  }

  /// A poll that has ended.
  ///
  /// @param poll null if its readings or state could not be written
  /// @param deadLetters how many of its readings became dead letters
  /// @param failure the cause if `poll` is null
  private record FinishedPoll(
      FeedSlot slot, @Nullable Poll poll, int deadLetters, @Nullable Throwable failure) {}

  private FinishedPoll runPoll(FeedSlot slot, Feed feed, FeedState state) {
    try {
      Poll poll = poller.poll(feed, state);
      int deadLetters = slot.isOwned() ? writer.writePoll(poll) : 0;
      return new FinishedPoll(slot, poll, deadLetters, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FinishedPoll(slot, null, 0, e);
    } catch (Throwable e) {
      // Any failure must release the host and let the feed be retried.
      return new FinishedPoll(slot, null, 0, e);
    }
  }

  /// The outcome of a poll.
  ///
  /// @param poll null if its readings or state could not be written
  /// @param possibleLoss whether entries may have been missed
  /// @param deadLetters how many of its readings became dead letters
  /// @param failure the cause if `poll` is null
  record PollOutcome(
      @Nullable Poll poll, boolean possibleLoss, int deadLetters, @Nullable Throwable failure) {}

  /// Collects the polls that have ended since the last call, without those of reassigned feeds.
  List<PollOutcome> collectFinished(FeedTable table, Instant now) {
    List<PollOutcome> outcomes = new ArrayList<>();
    for (FinishedPoll end = finished.poll(); end != null; end = finished.poll()) {
      FeedSlot slot = end.slot();
      activePolls--;
      busyHosts.remove(slot.host());
      slot.endPoll();
      if (slot.isOwned()) {
        FinishedPoll ended = end;
        handle(slot.feed(), () -> outcomes.add(applyOutcome(ended, table, now)));
      }
    }
    return outcomes;
  }

  private static PollOutcome applyOutcome(FinishedPoll end, FeedTable table, Instant now) {
    FeedSlot slot = end.slot();
    Poll poll = end.poll();
    if (poll == null) {
      slot.backOff(now);
      return new PollOutcome(null, false, 0, end.failure());
    }
    boolean possibleLoss = poll.state().possibleLosses() > slot.state().possibleLosses();
    slot.applyPoll(poll);
    table.putState(poll.state());
    return new PollOutcome(poll, possibleLoss, end.deadLetters(), null);
  }

  /// Counts the feeds for the progress of an ingester.
  IngestProgress countFeeds(FeedTable table) {
    return new IngestProgress(
        table.feeds().size(),
        slots.size(),
        countSlots(FeedSlot::isTried),
        countSlots(slot -> slot.state().problem() != null),
        activePolls);
  }

  private int countSlots(Predicate<FeedSlot> condition) {
    return (int) slots.values().stream().filter(condition).count();
  }

  /// Interrupts running polls; entries whose readings were not acknowledged are read again later.
  @Override
  public void close() {
    slots.values().forEach(FeedSlot::disown);
    executor.shutdownNow();
    try {
      executor.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
