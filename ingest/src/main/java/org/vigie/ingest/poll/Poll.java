package org.vigie.ingest.poll;

import java.util.List;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;

/// What one poll of a feed gave.
///
/// @param feed the wish
/// @param state the facts after the poll; its `problem` is null where the poll went well
/// @param outcome in words: `20 entries, 3 new`, `HTTP 304`, `HTTP 403 Forbidden`
/// @param readings one for each entry of a new document, else none
/// @param fresh how many of them the feed's last document did not have
/// @param account how it went
public record Poll(
    Feed feed,
    FeedState state,
    String outcome,
    List<Reading> readings,
    int fresh,
    Account account) {
  /// Copies the readings.
  public Poll {
    readings = List.copyOf(readings);
  }

  /// True where the server answered as a feed should.
  public boolean went() {
    return state.problem() == null;
  }
}
