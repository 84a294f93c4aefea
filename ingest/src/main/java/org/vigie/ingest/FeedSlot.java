package org.vigie.ingest;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.WebAddress;

/// A feed assigned to this ingester, with its state and the time of its next poll. All of it
/// belongs to the loop's thread, except for [#isOwned].
final class FeedSlot {
  /// First pause after a poll whose readings or state could not be written to Kafka, doubled with
  /// each failure. Without a stored state every poll asks for the whole document, and the publisher
  /// must not pay for our failure.
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

  private static final int MAX_DOUBLINGS = 7;

  private final String host;
  private final int partition;
  private Feed feed;
  private FeedState state;
  private Instant due;
  private boolean polling;
  private boolean tried;
  private int writeFailures;
  private volatile boolean owned = true;

  /// @param partition of the feed in the Kafka topic of feeds
  FeedSlot(Feed feed, FeedState state, int partition) {
    this.feed = feed;
    this.state = state;
    this.partition = partition;
    host = WebAddress.host(resolveAddress());
    due = computeDue(feed, state);
  }

  /// The address that the next poll requests.
  URI resolveAddress() {
    return FeedPoller.resolveAddress(feed, state);
  }

  String host() {
    return host;
  }

  int partition() {
    return partition;
  }

  Feed feed() {
    return feed;
  }

  FeedState state() {
    return state;
  }

  Instant due() {
    return due;
  }

  boolean isTried() {
    return tried;
  }

  /// Returns whether the feed still belongs to this ingester. Read by the poll too, which discards
  /// its result if the feed was reassigned.
  boolean isOwned() {
    return owned;
  }

  void disown() {
    owned = false;
  }

  /// Applies a changed request.
  void updateFeed(Feed changed) {
    if (!feed.equals(changed)) {
      feed = changed;
      due = computeDue(feed, state);
    }
  }

  /// Returns whether the feed is due and no poll of it runs.
  boolean isDue(Instant now) {
    due = limitDue(due, feed, now);
    return !polling && !due.isAfter(now);
  }

  void beginPoll() {
    polling = true;
  }

  void endPoll() {
    polling = false;
  }

  /// Takes over the state after a poll that was written to Kafka.
  void applyPoll(Poll poll) {
    writeFailures = 0;
    tried = true;
    state = poll.state();
    due = computeDueAfterPoll(feed, poll.feed(), state);
  }

  /// Backs off after a poll that could not be written to Kafka.
  void backOff(Instant now) {
    due = now.plus(RETRY_PAUSE.multipliedBy(1L << Math.min(writeFailures, MAX_DOUBLINGS)));
    writeFailures++;
  }

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
  /// @param requested the requested feed now
  /// @param polled the requested feed that the poll used
  /// @param state the state after the poll
  static Instant computeDueAfterPoll(Feed requested, Feed polled, FeedState state) {
    Instant next = state.nextPoll();
    return next != null && requested.equals(polled) ? next : computeDue(requested, state);
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
}
