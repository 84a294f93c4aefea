package org.vigie.ingest.poll;

import java.util.List;
import java.util.Objects;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;

/// The result of one poll of a feed.
///
/// @param feed the requested feed
/// @param state the state after the poll; its `problem` is null if the poll succeeded
/// @param outcome in words: `20 entries, 3 new`, `HTTP 304`, `HTTP 403 Forbidden`
/// @param readings one per entry of a new document; empty otherwise
/// @param newEntries number of readings that the feed's last document did not have
/// @param report a report for people
public record Poll(
    Feed feed,
    FeedState state,
    String outcome,
    List<Reading> readings,
    int newEntries,
    PollReport report) {
  /// Copies the readings.
  public Poll {
    readings = List.copyOf(readings);
  }

  /// The result of a poll without a document.
  static Poll withoutReadings(Feed feed, FeedState state, String outcome, PollReport report) {
    return new Poll(feed, state, outcome, List.of(), 0, report);
  }

  /// The result of a failed poll.
  ///
  /// @param state with a `problem`, which is the outcome
  static Poll failed(Feed feed, FeedState state, PollReport report) {
    return withoutReadings(feed, state, Objects.requireNonNull(state.problem()), report);
  }

  /// Returns whether the server answered as a feed should.
  public boolean hasSucceeded() {
    return state.problem() == null;
  }
}
