package org.vigie.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about a feed on their way to the next: what a poll has found out is said, all else stays.
/// Not for several threads.
public final class FeedStateChange {
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
  private @Nullable URI movedTo;
  private int movedAnswers;
  private List<String> knownIds;
  private List<String> knownTitles;
  private double entriesPerHour;
  private long possibleLosses;
  private @Nullable Duration asked;

  FeedStateChange(FeedState before) {
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
    movedTo = before.movedTo();
    movedAnswers = before.movedAnswers();
    knownIds = before.knownIds();
    knownTitles = before.knownTitles();
    entriesPerHour = before.entriesPerHour();
    possibleLosses = before.possibleLosses();
    asked = before.asked();
  }

  /// Asked now and answered well.
  public FeedStateChange succeeded(Instant now, Instant next) {
    lastAttempt = now;
    lastSuccess = now;
    nextPoll = next;
    failures = 0;
    problem = null;
    return this;
  }

  /// Asked now in vain, once more in a row.
  public FeedStateChange failed(Instant now, Instant next, String why) {
    lastAttempt = now;
    nextPoll = next;
    failures++;
    problem = why;
    return this;
  }

  /// Not asked; to be tried then.
  public FeedStateChange postponed(Instant next) {
    nextPoll = next;
    return this;
  }

  /// A document was read now.
  public FeedStateChange read(Instant now, String channel) {
    title = channel;
    firstDocument = firstDocument == null ? now : firstDocument;
    lastDocument = now;
    return this;
  }

  /// By what the server will know the document again.
  public FeedStateChange validators(
      @Nullable String newEtag, @Nullable String newLastModified, @Nullable String newBodyHash) {
    etag = newEtag;
    lastModified = newLastModified;
    bodyHash = newBodyHash;
    return this;
  }

  /// Where permanent redirects lead, and how many times in a row they did.
  public FeedStateChange moved(@Nullable URI target, int answers) {
    movedTo = target;
    movedAnswers = answers;
    return this;
  }

  /// The entries of the last document.
  public FeedStateChange known(List<String> ids, List<String> titles) {
    knownIds = ids;
    knownTitles = titles;
    return this;
  }

  /// How often it says something new, and what pause its publisher asks for.
  public FeedStateChange paced(double newEntriesPerHour, @Nullable Duration publisherAsks) {
    entriesPerHour = newEntriesPerHour;
    asked = publisherAsks;
    return this;
  }

  /// Entries may have come and gone unseen.
  public FeedStateChange lost() {
    possibleLosses++;
    return this;
  }

  /// The facts as they are now.
  public FeedState done() {
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
        movedTo,
        movedAnswers,
        knownIds,
        knownTitles,
        entriesPerHour,
        possibleLosses,
        asked);
  }
}
