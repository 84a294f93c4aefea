package org.vigie.runtime.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/// The answer to a request.
///
/// @param status the HTTP status
/// @param headers by name, with `Content-Type`; `Cache-Control: no-store` and
///     `X-Content-Type-Options: nosniff` are added if they are missing
/// @param body writes the body; not called for `HEAD`
public record HttpReply(int status, Map<String, String> headers, Body body) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CONTENT_TYPE = "Content-Type";

  /// Writes a body, on the thread of the request. It may block as long as the client takes what is
  /// written within the idle time.
  @FunctionalInterface
  public interface Body {
    /// Writes all of it; the stream is buffered, and closed by the server.
    void writeTo(OutputStream out) throws IOException;
  }

  /// Copies the headers.
  public HttpReply {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// A text.
  public static HttpReply text(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /// JSON.
  ///
  /// @param value of maps, lists, strings, numbers, booleans and null, or a record of such
  public static HttpReply json(int status, Object value) {
    return of(status, "application/json", JSON.writeValueAsBytes(value));
  }

  /// A problem as of RFC 9457.
  ///
  /// @param detail one sentence for the client
  public static HttpReply problem(int status, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("title", HttpStatus.getMessage(status));
    problem.put("status", status);
    problem.put("detail", detail);
    return of(status, "application/problem+json", JSON.writeValueAsBytes(problem));
  }

  /// A body of unknown length, such as an event stream.
  public static HttpReply stream(String contentType, Body body) {
    return new HttpReply(200, Map.of(CONTENT_TYPE, contentType), body);
  }

  private static HttpReply of(int status, String contentType, byte[] bytes) {
    return new HttpReply(status, Map.of(CONTENT_TYPE, contentType), out -> out.write(bytes))
        .withHeader("Content-Length", Integer.toString(bytes.length));
  }

  /// The same with a header more, or another value for it.
  public HttpReply withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpReply(status, more, body);
  }
}
