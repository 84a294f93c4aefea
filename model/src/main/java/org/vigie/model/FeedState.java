package org.vigie.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts about a feed: the value of `vigie.feed-states`, written by the ingester that owns its
/// partition.
///
/// @param feed the id of the feed
/// @param host the host of the feed's address, by which the record is partitioned
/// @param etag the validator byte for byte, null where the server sent none
/// @param lastModified the validator byte for byte, null where the server sent none
/// @param bodyHash hash of the last body that parsed, null before the first
/// @param title of the channel as last read, null before the first document
/// @param firstDocument when the first document was parsed, null before: until then every reading
///     is a first poll
/// @param lastDocument when the last document was parsed, null before the first
/// @param lastAttempt null before the first poll
/// @param lastSuccess null before the first poll that was answered well (304 included)
/// @param nextPoll when it is due, null before the first poll
/// @param failures failed polls in a row
/// @param problem the last failure in words, null when the last poll went well
/// @param movedTo the target of a permanent redirect, null without one
/// @param movedAnswers how many times in a row the same permanent redirect was answered
/// @param knownIds ids of the entries of the last document, at most some hundreds
/// @param knownTitles a short hash of the title of each of them, in the same order, by which a feed
///     that renames all its entries at once is found out
/// @param entriesPerHour how many new entries come in an hour, smoothed; 0 where unknown
/// @param possibleLosses how many times no known id remained in a non-empty document
/// @param asked the pause that the publisher asked for with the last document, null where it asked
///     for none
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
  /// Refuses a state of no feed.
  public FeedState {
    Words.required("feed", feed);
    Words.required("host", host);
    knownIds = Lists.copy(knownIds);
    knownTitles = Lists.copy(knownTitles);
  }

  /// The state of a feed that was never polled.
  public static FeedState untouched(Feed feed) {
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

  /// A change of these facts.
  public FeedStateChange change() {
    return new FeedStateChange(this);
  }
}
