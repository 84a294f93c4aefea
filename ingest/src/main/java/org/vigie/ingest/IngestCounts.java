package org.vigie.ingest;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.vigie.ingest.poll.Poll;
import org.vigie.runtime.metrics.Metrics;

/// Counts what an ingester has done since its start. Every poll that ended has one outcome.
/// Thread-safe.
final class IngestCounts {
  private final Map<PollOutcomeKind, LongAdder> polls = new EnumMap<>(PollOutcomeKind.class);
  private final LongAdder readings = new LongAdder();
  private final LongAdder newEntries = new LongAdder();
  private final LongAdder possibleLosses = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder unreadable = new LongAdder();

  /// How a poll ended; the label of its metric.
  enum PollOutcomeKind {
    /// A document was read.
    DOCUMENT,
    /// The document is unchanged, as by HTTP 304.
    UNCHANGED,
    /// The server asked to be left alone (HTTP 429 or 503).
    THROTTLED,
    /// Nothing was asked, because the host was busy.
    POSTPONED,
    /// The fetch failed, or its answer was no feed.
    FAILED,
    /// Kafka did not take the readings or the state.
    UNWRITTEN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  IngestCounts() {
    for (PollOutcomeKind kind : PollOutcomeKind.values()) {
      polls.put(kind, new LongAdder());
    }
  }

  void recordOutcome(FeedScheduler.PollOutcome outcome) {
    Poll poll = outcome.poll();
    if (poll == null) {
      adder(PollOutcomeKind.UNWRITTEN).increment();
      return;
    }
    adder(findKind(poll)).increment();
    readings.add(poll.readings().size());
    deadLetters.add(outcome.deadLetters());
    newEntries.add(poll.newEntries());
    if (outcome.possibleLoss()) {
      possibleLosses.increment();
    }
  }

  private LongAdder adder(PollOutcomeKind kind) {
    return polls.computeIfAbsent(kind, unused -> new LongAdder());
  }

  private static PollOutcomeKind findKind(Poll poll) {
    return switch (poll.report().answerKind()) {
      case DOCUMENT -> poll.hasSucceeded() ? PollOutcomeKind.DOCUMENT : PollOutcomeKind.FAILED;
      case UNCHANGED -> PollOutcomeKind.UNCHANGED;
      case THROTTLED -> PollOutcomeKind.THROTTLED;
      case POSTPONED -> PollOutcomeKind.POSTPONED;
      case FAILED, UNREACHED -> PollOutcomeKind.FAILED;
    };
  }

  void recordUnreadable() {
    unreadable.increment();
  }

  long unreadable() {
    return unreadable.sum();
  }

  void register(Metrics metrics, Supplier<IngestProgress> progress) {
    polls.forEach(
        (kind, count) ->
            metrics.registerCounter(
                "vigie_ingest_polls_total",
                "Polls that ended, by outcome.",
                Map.of("outcome", kind.toString()),
                count::sum));
    metrics.registerCounter(
        "vigie_ingest_readings_total",
        "Readings of the polls that ended, all of them acknowledged by Kafka.",
        readings::sum);
    metrics.registerCounter(
        "vigie_ingest_readings_rejected_total",
        "Readings that became dead letters instead, because they are too large.",
        deadLetters::sum);
    metrics.registerCounter(
        "vigie_ingest_new_entries_total",
        "Entries that the last document of their feed did not have.",
        newEntries::sum);
    metrics.registerCounter(
        "vigie_ingest_possible_losses_total",
        "Documents without any known entry: some may have been missed.",
        possibleLosses::sum);
    metrics.registerCounter(
        "vigie_ingest_unreadable_records_total",
        "Feed requests and feed states that could not be used.",
        unreadable::sum);
    registerFeeds(metrics, progress);
  }

  private static void registerFeeds(Metrics metrics, Supplier<IngestProgress> progress) {
    metrics.registerGauge(
        "vigie_ingest_known_feeds", "Feeds of all ingesters.", () -> progress.get().feeds());
    metrics.registerGauge(
        "vigie_ingest_feeds",
        "Feeds of this ingester by the state of their last poll.",
        Map.of("state", "ok"),
        () -> progress.get().owned() - progress.get().failing());
    metrics.registerGauge(
        "vigie_ingest_feeds",
        "Feeds of this ingester by the state of their last poll.",
        Map.of("state", "failing"),
        () -> progress.get().failing());
    metrics.registerGauge(
        "vigie_ingest_untried_feeds",
        "Feeds of this ingester that it has not polled since its start.",
        () -> progress.get().owned() - progress.get().tried());
    metrics.registerGauge(
        "vigie_ingest_running_polls", "Polls that run now.", () -> progress.get().running());
  }
}
