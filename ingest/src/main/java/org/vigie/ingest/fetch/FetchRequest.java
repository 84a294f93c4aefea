package org.vigie.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A conditional request for a document.
///
/// @param address http or https
/// @param etag the `ETag` of the last good body, byte for byte; null without
/// @param lastModified the `Last-Modified` of the last good body, byte for byte; null without
/// @param bodyHash hash of the last good body; an equal body counts as unchanged, whatever the
///     server says; null without
public record FetchRequest(
    URI address, @Nullable String etag, @Nullable String lastModified, @Nullable String bodyHash) {
  /// A request without validators.
  public static FetchRequest of(URI address) {
    return new FetchRequest(address, null, null, null);
  }
}
