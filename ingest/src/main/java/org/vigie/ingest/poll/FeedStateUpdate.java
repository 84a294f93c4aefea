package org.vigie.ingest.poll;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.fetch.FetchResult;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.FeedStateBuilder;

/// Computes the state of a feed after a poll: the time of the next poll, the count of failures, the
/// HTTP validators, the known entries, the rate of new entries and the permanent redirect.
///
/// @param feed the requested feed
/// @param before the state before the poll
/// @param now the time of the answer
/// @param redirect the permanent redirect after the poll
/// @param schedule computes the pauses
record FeedStateUpdate(
    Feed feed, FeedState before, Instant now, PermanentRedirect redirect, PollSchedule schedule) {

  /// The state after a parsed document.
  FeedState afterDocument(
      FetchResult.Fetched fetched, FeedDocument document, PolledEntries polled) {
    boolean lost = polled.difference().possibleLoss();
    double rate =
        EntryRate.measureRate(before, polled.readings(), polled.difference().newEntries(), now);
    Duration asked =
        PollSchedule.computeMinimumPause(
            findRefreshHint(document, fetched), document.quiet().at(now));
    Duration pause =
        schedule.computePauseAfterSuccess(
            feed, rate > 0 ? rate : EntryRate.decayRate(before, now), asked, lost);
    KnownEntries known =
        polled.entries().isEmpty() ? KnownEntries.of(before) : KnownEntries.of(polled.entries());
    FeedStateBuilder change =
        recordSuccess(pause)
            .recordDocument(now, document.title())
            .setKnownEntries(known.ids(), known.titleHashes())
            .setPace(rate, asked);
    setValidators(change, fetched, document);
    return (lost ? change.countPossibleLoss() : change).build();
  }

  private FeedStateBuilder recordSuccess(Duration pause) {
    return before.toBuilder()
        .recordSuccess(now, now.plus(pause))
        .setPermanentRedirect(redirect.target(), redirect.answers());
  }

  /// With the validators of a cut document the server would answer 304, and the rest of it would
  /// never be read.
  private static void setValidators(
      FeedStateBuilder change, FetchResult.Fetched fetched, FeedDocument document) {
    if (document.isCut()) {
      change.setValidators(null, null, null);
    } else {
      change.setValidators(fetched.etag(), fetched.lastModified(), fetched.bodyHash());
    }
  }

  private static @Nullable Duration findRefreshHint(
      FeedDocument document, FetchResult.Fetched fetched) {
    Duration refresh = document.refresh();
    Duration fresh = fetched.freshFor();
    return refresh == null || fresh != null && fresh.compareTo(refresh) > 0 ? fresh : refresh;
  }

  /// The state after a document that has not changed.
  FeedState afterUnchanged(FetchResult.Unchanged unchanged) {
    Duration pause =
        schedule.computePauseAfterSuccess(
            feed,
            EntryRate.decayRate(before, now),
            PollSchedule.computeMinimumPause(before.asked(), false),
            false);
    return recordSuccess(pause)
        .setValidators(
            unchanged.etag() == null ? before.etag() : unchanged.etag(),
            unchanged.lastModified() == null ? before.lastModified() : unchanged.lastModified(),
            before.bodyHash())
        .build();
  }

  /// The state after the server asked to slow down.
  FeedState afterThrottle(FetchResult.Throttled throttled) {
    return recordFailure(
        "HTTP " + throttled.status() + ", the server asks to be left alone",
        schedule.computePauseAfterThrottle(feed, countFailures(), throttled.retryAfter()));
  }

  /// The state if nothing was asked. Not a failure of the feed: only the time of the next poll
  /// changes.
  FeedState afterPostponement() {
    return before.toBuilder().postponeUntil(now.plus(PollSchedule.MIN_PAUSE)).build();
  }

  /// The state after a failure.
  FeedState afterFailure(String problem) {
    return recordFailure(problem, schedule.computePauseAfterFailure(feed, countFailures()));
  }

  /// The state after a 410. The feed is asked again, with pauses of up to a day.
  FeedState afterGone() {
    return recordFailure(
        "HTTP 410, gone for good",
        schedule.computePauseAfterFailure(feed, countFailures(), PollSchedule.MAX_PAUSE));
  }

  private int countFailures() {
    return before.failures() + 1;
  }

  private FeedState recordFailure(String problem, Duration pause) {
    return before.toBuilder()
        .recordFailure(now, now.plus(pause), problem)
        .setPermanentRedirect(redirect.target(), redirect.answers())
        .build();
  }
}
