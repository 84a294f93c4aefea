package org.vigie.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a fetch. Failures of servers and networks are values, never exceptions.
public sealed interface FetchResult {
  /// The addresses that the fetch requested.
  FetchRoute route();

  /// The addresses of a fetch.
  ///
  /// @param address the address that answered last
  /// @param movedTo the target of the permanent redirects (301, 308) that the first address leads
  ///     to; null without
  /// @param redirects the addresses that redirected, in order; empty without redirects
  record FetchRoute(URI address, @Nullable URI movedTo, List<URI> redirects) {
    /// Copies the hops.
    public FetchRoute {
      redirects = List.copyOf(redirects);
    }
  }

  /// A new body.
  ///
  /// @param body decoded; owned by the receiver
  /// @param contentType null if the server sent none
  /// @param links the values of the `Link` headers, joined by commas; null without
  /// @param etag byte for byte, null without
  /// @param lastModified byte for byte, null without
  /// @param bodyHash of the decoded body: the first 16 bytes of its SHA-256 in lower-case hex
  /// @param freshFor how long the body is fresh by `max-age` or `Expires`, null without
  record Fetched(
      FetchRoute route,
      byte[] body,
      @Nullable String contentType,
      @Nullable String links,
      @Nullable String etag,
      @Nullable String lastModified,
      String bodyHash,
      @Nullable Duration freshFor)
      implements FetchResult {}

  /// Nothing new: status 304, or a body equal to the last one.
  ///
  /// @param etag the validator to send next time, null without
  /// @param lastModified the validator to send next time, null without
  /// @param reason in words
  record Unchanged(
      FetchRoute route, @Nullable String etag, @Nullable String lastModified, String reason)
      implements FetchResult {}

  /// The server asks to slow down: 429, or 503 with `Retry-After`.
  ///
  /// @param retryAfter the pause that it asks for, null if it names none
  record Throttled(FetchRoute route, int status, @Nullable Duration retryAfter)
      implements FetchResult {}

  /// No request was sent: the host is busy or asked to slow down. Not a failure of the feed.
  ///
  /// @param host whose turn did not come in time
  record Postponed(FetchRoute route, String host) implements FetchResult {}

  /// The feed is gone: 410.
  record Gone(FetchRoute route) implements FetchResult {}

  /// Any other failure.
  ///
  /// @param status of the response, 0 if there was none
  /// @param reason in words for people: `HTTP 403 Forbidden`, `no such host`
  record Failed(FetchRoute route, int status, String reason) implements FetchResult {}
}
