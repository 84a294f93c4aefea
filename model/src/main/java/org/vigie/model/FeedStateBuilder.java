package org.vigie.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builder of the next [FeedState] of a feed. Whatever is not set keeps its previous value. Not
/// thread-safe.
public final class FeedStateBuilder {
  private final FeedState before;
  private @Nullable String etag;
  private @Nullable String lastModified;
  private @Nullable String bodyHash;
  private @Nullable String title;
  private @Nullable Instant firstDocument;
  private @Nullable Instant lastDocument;
  private @Nullable Instant lastAttempt;
  private @Nullable Instant lastSuccess;
  private @Nullable Instant nextPoll;
  private int failures;
  private @Nullable String problem;
  private @Nullable URI redirectTarget;
  private int redirectCount;
  private List<String> knownIds;
  private List<String> knownTitles;
  private double entriesPerHour;
  private long possibleLosses;
  private @Nullable Duration requestedInterval;

  FeedStateBuilder(FeedState before) {
    this.before = before;
    etag = before.etag();
    lastModified = before.lastModified();
    bodyHash = before.bodyHash();
    title = before.title();
    firstDocument = before.firstDocument();
    lastDocument = before.lastDocument();
    lastAttempt = before.lastAttempt();
    lastSuccess = before.lastSuccess();
    nextPoll = before.nextPoll();
    failures = before.failures();
    problem = before.problem();
    redirectTarget = before.movedTo();
    redirectCount = before.movedAnswers();
    knownIds = before.knownIds();
    knownTitles = before.knownTitles();
    entriesPerHour = before.entriesPerHour();
    possibleLosses = before.possibleLosses();
    requestedInterval = before.asked();
  }

  /// Records a successful poll; a 304 is one. Resets the count of failures.
  public FeedStateBuilder recordSuccess(Instant now, Instant next) {
    lastAttempt = now;
    lastSuccess = now;
    nextPoll = next;
    failures = 0;
    problem = null;
    return this;
  }

  /// Records a failed poll and counts it as one more in a row.
  public FeedStateBuilder recordFailure(Instant now, Instant next, String why) {
    lastAttempt = now;
    nextPoll = next;
    failures = Math.min(failures + 1, Checks.MAX_COUNT);
    problem = why;
    return this;
  }

  /// Sets the time of the next poll without recording an attempt.
  public FeedStateBuilder postponeUntil(Instant next) {
    nextPoll = next;
    return this;
  }

  /// Records that a document was parsed.
  ///
  /// @param channel the title of the channel
  public FeedStateBuilder recordDocument(Instant now, String channel) {
    title = channel;
    firstDocument = firstDocument == null ? now : firstDocument;
    lastDocument = now;
    return this;
  }

  /// Sets the HTTP validators and the hash of the body.
  public FeedStateBuilder setValidators(
      @Nullable String newEtag, @Nullable String newLastModified, @Nullable String newBodyHash) {
    etag = newEtag;
    lastModified = newLastModified;
    bodyHash = newBodyHash;
    return this;
  }

  /// Sets the target of permanent redirects and how many times in a row it was returned.
  public FeedStateBuilder setPermanentRedirect(@Nullable URI target, int answers) {
    redirectTarget = target;
    redirectCount = Math.min(answers, Checks.MAX_COUNT);
    return this;
  }

  /// Sets the ids and title hashes of the entries of the last document, in the same order.
  public FeedStateBuilder setKnownEntries(List<String> ids, List<String> titles) {
    knownIds = ids;
    knownTitles = titles;
    return this;
  }

  /// Sets the rate of new entries and the interval that the publisher requests, null if none.
  public FeedStateBuilder setPace(double newEntriesPerHour, @Nullable Duration publisherAsks) {
    entriesPerHour = newEntriesPerHour;
    requestedInterval = publisherAsks;
    return this;
  }

  /// Counts a poll before which entries may have been missed.
  public FeedStateBuilder countPossibleLoss() {
    possibleLosses = Math.min(possibleLosses, Long.MAX_VALUE - 2) + 1;
    return this;
  }

  /// Returns the state with all changes.
  public FeedState build() {
    return new FeedState(
        before.feed(),
        before.host(),
        etag,
        lastModified,
        bodyHash,
        title,
        firstDocument,
        lastDocument,
        lastAttempt,
        lastSuccess,
        nextPoll,
        failures,
        problem,
        redirectTarget,
        redirectCount,
        knownIds,
        knownTitles,
        entriesPerHour,
        possibleLosses,
        requestedInterval);
  }
}
