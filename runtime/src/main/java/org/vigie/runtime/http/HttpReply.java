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

  /// A body that is known as a whole.
  public static final class WholeBody implements Body {
    private final byte[] bytes;

    WholeBody(byte[] bytes) {
      this.bytes = bytes;
    }

    /// All of it; not to be changed.
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /// Copies the headers.
  public HttpReply {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// A text.
  public static HttpReply text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /// JSON.
  ///
  /// @param value of maps, lists, strings, numbers, booleans and null, or a record of such
  public static HttpReply json(int status, Object value) {
    return bytes(status, "application/json", JSON.writeValueAsBytes(value));
  }

  /// A status without a body.
  public static HttpReply empty(int status) {
    return new HttpReply(status, Map.of(), new WholeBody(new byte[0]));
  }

  /// A problem as of RFC 9457.
  ///
  /// @param detail one sentence for the client
  public static HttpReply problem(int status, String detail) {
    return problem(status, detail, "");
  }

  /// A problem as of RFC 9457 with an extension member, `field`.
  ///
  /// @param detail one sentence for the client
  /// @param field which part of the request is wrong; empty for none in particular
  public static HttpReply problem(int status, String detail, String field) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("title", HttpStatus.getMessage(status));
    problem.put("status", status);
    problem.put("detail", detail);
    if (!field.isEmpty()) {
      problem.put("field", field);
    }
    return bytes(status, "application/problem+json", JSON.writeValueAsBytes(problem));
  }

  /// A body of unknown length, such as an event stream.
  public static HttpReply stream(String contentType, Body body) {
    return new HttpReply(200, Map.of(CONTENT_TYPE, contentType), body);
  }

  /// A body that is known as a whole.
  ///
  /// @param bytes not to be changed afterwards
  public static HttpReply bytes(int status, String contentType, byte[] bytes) {
    return new HttpReply(status, Map.of(CONTENT_TYPE, contentType), new WholeBody(bytes))
        .withHeader("Content-Length", Integer.toString(bytes.length));
  }

  /// The same with a header more, or another value for it.
  public HttpReply withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpReply(status, more, body);
  }
}
