package org.vigie.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The result of one exchange on the way to a feed.
sealed interface RedirectStep {
  /// The final result: no further request follows.
  record FinalResult(FetchResult result) implements RedirectStep {}

  /// A redirect.
  ///
  /// @param target null if the response has no `Location`
  /// @param permanent whether it is permanent (301, 308)
  record NextLocation(@Nullable URI target, boolean permanent) implements RedirectStep {}
}
