package org.vigie.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a question to a server.
public sealed interface FetchResult {
  /// How it got there.
  Route route();

  /// The way of an exchange.
  ///
  /// @param address the address that answered last
  /// @param movedTo where permanent redirects (301, 308) from the first address lead; null without
  /// @param hops the addresses that sent elsewhere, in their order; empty without redirects
  record Route(URI address, @Nullable URI movedTo, List<URI> hops) {
    /// Copies the hops.
    public Route {
      hops = List.copyOf(hops);
    }
  }

  /// A new body.
  ///
  /// @param body decoded; the array is the receiver's
  /// @param contentType null where the server gave none
  /// @param etag byte for byte, null without
  /// @param lastModified byte for byte, null without
  /// @param bodyHash of the decoded body
  /// @param fresh how long the server says the body stays good (`max-age`, `Expires`), null
  ///     without
  record Fetched(
      Route route,
      byte[] body,
      @Nullable String contentType,
      @Nullable String etag,
      @Nullable String lastModified,
      String bodyHash,
      @Nullable Duration fresh)
      implements FetchResult {}

  /// Nothing new: status 304, or the same body again.
  ///
  /// @param etag the validator to send next time, null without
  /// @param lastModified the same
  /// @param reason in words
  record Unchanged(Route route, @Nullable String etag, @Nullable String lastModified, String reason)
      implements FetchResult {}

  /// The server asks to be left alone: 429, or 503 with `Retry-After`.
  ///
  /// @param retryAfter how long, null where it does not say
  record Throttled(Route route, int status, @Nullable Duration retryAfter) implements FetchResult {}

  /// Nothing was asked: the host answers others, or wants to be left alone. No fault of the feed.
  ///
  /// @param host whose turn did not come
  record Postponed(Route route, String host) implements FetchResult {}

  /// The feed is gone for good: 410.
  record Gone(Route route) implements FetchResult {}

  /// Anything else.
  ///
  /// @param status of the answer, 0 where there was none
  /// @param reason in words for people: `HTTP 403 Forbidden`, `no such host`
  record Failed(Route route, int status, String reason) implements FetchResult {}
}
