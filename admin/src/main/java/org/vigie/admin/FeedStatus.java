package org.vigie.admin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;

/// A requested feed and its observed state.
///
/// @param feed the request
/// @param state null if no ingester has polled the feed yet
public record FeedStatus(Feed feed, @Nullable FeedState state) {
  /// How a feed is.
  public enum FeedHealth {
    /// The last poll succeeded.
    OK("ok"),
    /// The last poll failed; the state holds the problem.
    FAILING("failing"),
    /// The feed has not been polled yet.
    NOT_POLLED("not polled yet");

    private final String word;

    FeedHealth(String word) {
      this.word = word;
    }

    /// The word used in JSON and tables.
    @Override
    public String toString() {
      return word;
    }
  }

  /// The health that the state shows.
  public FeedHealth health() {
    if (state == null || state.lastAttempt() == null) {
      return FeedHealth.NOT_POLLED;
    }
    return state.problem() == null ? FeedHealth.OK : FeedHealth.FAILING;
  }

  /// The state; that of a feed that was never polled if there is none.
  public FeedState stateOrInitial() {
    return Objects.requireNonNullElseGet(state, () -> FeedState.neverPolled(feed));
  }
}
