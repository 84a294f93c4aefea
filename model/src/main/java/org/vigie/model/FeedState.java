package org.vigie.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The observed state of a feed: the value of the Kafka topic `vigie.feed-states`, written by the
/// ingester that owns its partition.
///
/// @param feed the id of the feed
/// @param host the host of the feed's address, by which the record is partitioned; the id of the
///     feed begins with it
/// @param etag the `ETag` byte for byte, null if the server sent none
/// @param lastModified the `Last-Modified` byte for byte, null if the server sent none
/// @param bodyHash hash of the last body that was parsed, null before the first
/// @param title the title of the channel in the last document, null before the first
/// @param firstDocument when the first document was parsed, null before; until then every reading
///     has the origin first poll
/// @param lastDocument when the last document was parsed, null before the first
/// @param lastAttempt when the last poll was made, null before the first
/// @param lastSuccess when the last poll succeeded (304 included), null before the first
/// @param nextPoll when the next poll is due, null before the first
/// @param failures number of failed polls in a row
/// @param problem description of the last failure, null if the last poll succeeded
/// @param movedTo the target of a permanent redirect, null without one
/// @param movedAnswers how many times in a row the same permanent redirect was returned
/// @param knownIds ids of the entries of the last document, at most some hundreds
/// @param knownTitles a short hash of the title of each known entry, in the same order; it reveals
///     a feed that changes all its ids at once
/// @param entriesPerHour number of new entries per hour, smoothed; 0 if unknown
/// @param possibleLosses how many times a non-empty document had no known id left
/// @param asked the polling interval that the publisher requested in the last document, null if
///     none
public record FeedState(
    String feed,
    String host,
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable String bodyHash,
    @Nullable String title,
    @Nullable Instant firstDocument,
    @Nullable Instant lastDocument,
    @Nullable Instant lastAttempt,
    @Nullable Instant lastSuccess,
    @Nullable Instant nextPoll,
    int failures,
    @Nullable String problem,
    @Nullable URI movedTo,
    int movedAnswers,
    List<String> knownIds,
    List<String> knownTitles,
    double entriesPerHour,
    long possibleLosses,
    @Nullable Duration asked) {
  /// Rejects a state without feed id or host, and values out of range.
  public FeedState {
    Feed.checkId("feed", feed, "host", Checks.requireId("host", host));
    Checks.checkOptionalText("etag", etag, Checks.MAX_TEXT);
    Checks.checkOptionalText("lastModified", lastModified, Checks.MAX_TEXT);
    Checks.checkOptionalText("bodyHash", bodyHash, Checks.MAX_NAME);
    Checks.checkOptionalText("title", title, Checks.MAX_TEXT);
    Checks.checkTime("firstDocument", firstDocument);
    Checks.checkTime("lastDocument", lastDocument);
    Checks.checkTime("lastAttempt", lastAttempt);
    Checks.checkTime("lastSuccess", lastSuccess);
    Checks.checkTime("nextPoll", nextPoll);
    Checks.checkCount("failures", failures, 0);
    Checks.checkOptionalText("problem", problem, Checks.MAX_TEXT);
    if (movedTo != null) {
      movedTo = Feed.checkAddress("movedTo", movedTo);
    }
    Checks.checkCount("movedAnswers", movedAnswers, 0);
    knownIds = Checks.copyTexts("knownIds", knownIds, Checks.MAX_NAME);
    knownTitles = Checks.copyTexts("knownTitles", knownTitles, Checks.MAX_NAME);
    Checks.checkNumber("entriesPerHour", entriesPerHour);
    Checks.checkRange("possibleLosses", possibleLosses, 0, Long.MAX_VALUE - 1);
    Checks.checkDuration("asked", asked);
  }

  /// Returns the state of a feed that was never polled.
  public static FeedState neverPolled(Feed feed) {
    return new FeedState(
        feed.id(),
        feed.host(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        0,
        List.of(),
        List.of(),
        0,
        0,
        null);
  }

  /// Returns a builder of the next state, with the values of this one.
  public FeedStateBuilder toBuilder() {
    return new FeedStateBuilder(this);
  }
}
