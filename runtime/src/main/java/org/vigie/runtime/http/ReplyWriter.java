package org.vigie.runtime.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// Writes replies, with the headers that each of them has.
///
/// @param headers unless the reply sets another value
record ReplyWriter(Map<String, String> headers) {
  void write(HttpReply reply, Request request, Response response) throws IOException {
    response.setStatus(reply.status());
    HttpFields.Mutable fields = response.getHeaders();
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put("X-Content-Type-Options", "nosniff");
    headers.forEach(fields::put);
    reply.headers().forEach(fields::put);
    if (!request.consumeAvailable()) {
      // The rest of a body that nobody reads would be taken for the next request, so that the
      // connection is closed; a client that is not told so would use it again.
      fields.put(HttpHeader.CONNECTION, "close");
    }
    if (HttpMethod.HEAD.is(request.getMethod())) {
      return;
    }
    try (OutputStream out = Response.asBufferedOutputStream(request, response)) {
      reply.body().writeTo(out);
    }
  }
}
