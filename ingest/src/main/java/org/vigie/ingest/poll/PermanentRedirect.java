package org.vigie.ingest.poll;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.fetch.FetchResult;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;

/// The permanent redirects (301, 308) of a feed. Their target is requested directly once three
/// polls in a row were answered with it.
///
/// @param target of the redirects, null without
/// @param answers the number of polls in a row that were answered with it
record PermanentRedirect(@Nullable URI target, int answers) {
  private static final PermanentRedirect NONE = new PermanentRedirect(null, 0);
  private static final int MIN_ANSWERS = 3;

  /// The address that the next poll requests.
  static URI resolveAddress(Feed feed, FeedState state) {
    URI moved = state.movedTo();
    return moved != null && state.movedAnswers() >= MIN_ANSWERS ? moved : feed.address();
  }

  /// Counts permanent redirects to the same target in consecutive polls. Once the target is
  /// requested directly, it is kept as long as it answers, if only with a request to slow down
  /// (429, 503).
  ///
  /// @param state before the poll
  /// @param result of the poll's fetch
  static PermanentRedirect update(Feed feed, FeedState state, FetchResult result) {
    boolean answered =
        result instanceof FetchResult.Fetched || result instanceof FetchResult.Unchanged;
    if (!resolveAddress(feed, state).equals(feed.address())) {
      boolean stands = answered || result instanceof FetchResult.Throttled;
      return stands ? new PermanentRedirect(state.movedTo(), state.movedAnswers()) : NONE;
    }
    URI target = result.route().movedTo();
    if (target == null) {
      return NONE;
    }
    if (!answered) {
      return new PermanentRedirect(state.movedTo(), 0);
    }
    return new PermanentRedirect(
        target, target.equals(state.movedTo()) ? state.movedAnswers() + 1 : 1);
  }
}
