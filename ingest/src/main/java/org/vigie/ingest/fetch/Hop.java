package org.vigie.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What came of one exchange on the way to a feed.
sealed interface Hop {
  /// The end of the way.
  record End(FetchResult result) implements Hop {}

  /// The server sends elsewhere.
  ///
  /// @param target null where it does not say where to
  /// @param permanent whether it is meant for good (301, 308)
  record Redirect(@Nullable URI target, boolean permanent) implements Hop {}
}
