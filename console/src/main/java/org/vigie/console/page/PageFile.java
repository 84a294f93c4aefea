package org.vigie.console.page;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.console.reply.EntityTag;
import org.vigie.console.reply.GzipBytes;
import org.vigie.runtime.http.HttpReply;
import org.vigie.runtime.http.HttpRequest;

/// A file of the page, in memory.
///
/// @param contentType by its name
/// @param tag of its bytes
/// @param bytes as they are
/// @param gzipped null if that makes them hardly smaller
record PageFile(String contentType, EntityTag tag, byte[] bytes, byte @Nullable [] gzipped) {
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2");

  static PageFile of(String name, byte[] bytes) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    byte[] gzipped = GzipBytes.compress(bytes);
    return new PageFile(
        CONTENT_TYPES.getOrDefault(extension, "text/plain; charset=utf-8"),
        EntityTag.of(bytes),
        bytes,
        gzipped.length < bytes.length * 9 / 10 ? gzipped : null);
  }

  HttpReply toReply(HttpRequest request) {
    if (tag.isKnownTo(request)) {
      return withCaching(HttpReply.empty(304));
    }
    return gzipped != null && GzipBytes.isAccepted(request)
        ? withCaching(HttpReply.bytes(200, contentType, gzipped))
            .withHeader("Content-Encoding", "gzip")
        : withCaching(HttpReply.bytes(200, contentType, bytes));
  }

  private HttpReply withCaching(HttpReply reply) {
    return reply
        .withHeader("ETag", tag.toString())
        .withHeader("Cache-Control", "no-cache")
        .withHeader("Vary", "Accept-Encoding");
  }
}
