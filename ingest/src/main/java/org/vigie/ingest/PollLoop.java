package org.vigie.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;
import org.vigie.wire.WrittenDeadLetters;

/// The loop of an ingester: follows the requested feeds and the assignment, starts due polls and
/// counts their outcomes. It runs on one thread until it is stopped or Kafka fails, and may be run
/// again.
final class PollLoop {
  private static final Logger log = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration TICK_TIMEOUT = Duration.ofMillis(50);

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final IngestSettings settings;
  private final InstantSource clock;
  private final IngestCounts counts = new IngestCounts();
  private final WrittenDeadLetters written = new WrittenDeadLetters();
  private final Listener listener;

  /// The result of the last pass.
  private Tick last = Tick.NONE;

  /// Opens nothing before [#run].
  PollLoop(
      KafkaConnection connection,
      Catalogue catalogue,
      IngestSettings settings,
      InstantSource clock,
      Listener listener) {
    this.connection = connection;
    this.catalogue = catalogue;
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
  }

  /// What the loop has done since its start.
  IngestCounts counts() {
    return counts;
  }

  /// The result of one pass of the loop.
  ///
  /// @param joined whether the first assignment has arrived
  /// @param problem why the last polls that ended could not be handled or written, null if they
  /// were
  record Tick(IngestProgress progress, boolean joined, @Nullable String problem) {
    private static final Tick NONE = new Tick(IngestProgress.NONE, false, null);
  }

  /// Follows the loop, on its thread: must return quickly.
  interface Listener {
    /// Called after each pass.
    void onTick(Tick tick);

    /// Called for every poll whose readings and state Kafka has acknowledged.
    void onPoll(Poll poll);
  }

  /// Polls the assigned feeds until it is stopped.
  ///
  /// @throws RuntimeException if Kafka fails
  void run(BooleanSupplier stopped) {
    last = Tick.NONE;
    written.readOnce(TopicScan.of(connection, catalogue.rejected()));
    try (TopicWriter writer = TopicWriter.open(connection);
        FeedTable table =
            new FeedTable(
                connection, catalogue, unreadable -> recordUnreadable(writer, unreadable));
        FeedAssignment assignment =
            new FeedAssignment(connection, settings.group(), catalogue.feeds());
        Fetcher fetcher = new Fetcher(settings.fetch(), clock);
        FeedScheduler scheduler =
            new FeedScheduler(
                catalogue.feeds(),
                new PollWriter(catalogue, writer, letter -> recordUnreadable(writer, letter)),
                fetcher,
                new FeedPoller(fetcher, clock, new Random()),
                settings.maxPolls())) {
      table.load();
      while (!stopped.getAsBoolean()) {
        last = runTick(table, assignment, scheduler);
        listener.onTick(last);
      }
    }
  }

  private void recordUnreadable(TopicWriter writer, DeadLetter unreadable) {
    counts.recordUnreadable();
    if (written.contains(unreadable)) {
      log.warn("unreadable record {}: {}", unreadable.source(), unreadable.reason());
    } else {
      writer
          .deadLetters(catalogue.rejected())
          .write(unreadable)
          .whenComplete(
              (unused, failure) -> {
                if (failure == null) {
                  written.add(unreadable);
                } else {
                  log.warn("a dead letter is not written: {}", FailureReason.describe(failure));
                }
              });
    }
  }

  private Tick runTick(FeedTable table, FeedAssignment assignment, FeedScheduler scheduler) {
    table.poll(TICK_TIMEOUT);
    Set<Integer> gained = assignment.pollGroup();
    if (!gained.isEmpty()) {
      // The previous owner may have written states that are not in the table yet.
      table.readToEnd();
      log.info("ingest took over partitions {} of {}", gained, catalogue.feeds().name());
    }
    if (table.getAndClearChanged() | assignment.getAndClearChanged()) {
      scheduler.updateSlots(table, assignment);
    }
    String problem = reportOutcomes(scheduler.collectFinished(table, clock.instant()));
    scheduler.startDuePolls(clock.instant());
    return new Tick(scheduler.countFeeds(table), assignment.hasJoined(), problem);
  }

  /// Says what a poll failed on: only its writing fails with the exceptions of Kafka.
  static String describeFailure(Throwable failure) {
    Throwable cause =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return (cause instanceof KafkaException
            ? "readings could not be written: "
            : "a poll could not be handled: ")
        + FailureReason.describe(cause);
  }

  /// Counts and passes on the outcomes of polls.
  ///
  /// @return why the last of them could not be handled or written; the problem of the last pass if
  ///     there are none; null without a problem
  private @Nullable String reportOutcomes(List<FeedScheduler.PollOutcome> outcomes) {
    String problem = last.joined() ? last.problem() : null;
    for (FeedScheduler.PollOutcome outcome : outcomes) {
      counts.recordOutcome(outcome);
      if (outcome.poll() != null) {
        problem = null;
        listener.onPoll(outcome.poll());
      } else if (outcome.failure() != null) {
        problem = describeFailure(outcome.failure());
        log.warn("{}", problem);
      }
    }
    return problem;
  }
}
