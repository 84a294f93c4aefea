package org.vigie.console.reply;

import org.vigie.runtime.http.HttpReply;
import org.vigie.runtime.http.HttpRequest;

/// Adds to a reply what its client has asked for: a validator, fewer bytes, or none if the client
/// has them already.
public final class ReplyEncoding {
  private static final int COMPRESSED_FROM = 1 << 10;

  private ReplyEncoding() {}

  /// The reply as it is sent. Streams and replies to changes stay as they are.
  public static HttpReply encode(HttpReply reply, HttpRequest request) {
    if (!(reply.body() instanceof HttpReply.WholeBody body)) {
      return reply;
    }
    boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
    if (!isRead || reply.status() != 200) {
      return compress(reply, body.bytes(), request);
    }
    EntityTag tag = EntityTag.of(body.bytes());
    HttpReply sent =
        tag.isKnownTo(request) || isUnchanged(reply, request)
            ? withoutBody(reply)
            : compress(reply, body.bytes(), request);
    return sent.withHeader("ETag", tag.toString())
        .withHeader(
            "Cache-Control", reply.headers().getOrDefault("Cache-Control", "private, no-cache"))
        .withHeader("Vary", "Accept-Encoding");
  }

  /// A client that knows a validator of the bytes need not be told by the second.
  private static boolean isUnchanged(HttpReply reply, HttpRequest request) {
    String changed = reply.headers().get("Last-Modified");
    return changed != null
        && request.header("If-None-Match").isEmpty()
        && request.header("If-Modified-Since").filter(changed::equals).isPresent();
  }

  private static HttpReply withoutBody(HttpReply reply) {
    HttpReply empty = HttpReply.empty(304);
    String changed = reply.headers().get("Last-Modified");
    return changed == null ? empty : empty.withHeader("Last-Modified", changed);
  }

  private static HttpReply compress(HttpReply reply, byte[] bytes, HttpRequest request) {
    if (bytes.length < COMPRESSED_FROM || !GzipBytes.isAccepted(request)) {
      return reply;
    }
    byte[] compressed = GzipBytes.compress(bytes);
    return new HttpReply(reply.status(), reply.headers(), out -> out.write(compressed))
        .withHeader("Content-Length", Integer.toString(compressed.length))
        .withHeader("Content-Encoding", "gzip")
        .withHeader("Vary", "Accept-Encoding");
  }
}
