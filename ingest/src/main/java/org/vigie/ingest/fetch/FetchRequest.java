package org.vigie.ingest.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What to ask.
///
/// @param address http or https
/// @param etag the validator of the last good body, byte for byte; null without
/// @param lastModified the same
/// @param bodyHash of the last good body; an equal body is unchanged, whatever the server says
public record FetchRequest(
    URI address, @Nullable String etag, @Nullable String lastModified, @Nullable String bodyHash) {
  /// A question without memory.
  public static FetchRequest of(URI address) {
    return new FetchRequest(address, null, null, null);
  }
}
