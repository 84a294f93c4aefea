package org.vigie.runtime.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/// A request as a route sees it. Belongs to the thread that handles it.
public final class HttpRequest {
  private static final int PART_BYTES = 8 << 10;

  private final Request request;
  private final Map<String, String> parameters;
  private final HttpLimits limits;

  HttpRequest(Request request, Map<String, String> parameters, HttpLimits limits) {
    this.request = request;
    this.parameters = parameters;
    this.limits = limits;
  }

  /// The method, in capitals.
  public String method() {
    return request.getMethod();
  }

  /// The value of a parameter of the route's path, decoded.
  ///
  /// @throws IllegalArgumentException if the route has no such parameter
  public String pathParameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter '" + name + "'");
    }
    return value;
  }

  /// The path, canonical and still percent-encoded.
  public String path() {
    return Request.getPathInContext(request);
  }

  /// The address of the client, or of the proxy before it.
  public String clientAddress() {
    return Request.getRemoteAddr(request);
  }

  /// The host and port that the client has named: `127.0.0.1:8610`; without the port if that is the
  /// usual one.
  public String authority() {
    return String.valueOf(request.getHttpURI().getAuthority());
  }

  /// The parameters of the query, decoded, each with its values in their order.
  ///
  /// @throws HttpException with status 400 if the query cannot be decoded
  public Map<String, List<String>> queryParameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    readQuery().forEach(field -> parameters.put(field.getName(), List.copyOf(field.getValues())));
    return parameters;
  }

  /// The first value of a parameter of the query, decoded; empty if it is not given.
  ///
  /// @throws HttpException with status 400 if the query cannot be decoded
  public Optional<String> queryParameter(String name) {
    return Optional.ofNullable(readQuery().getValue(name));
  }

  private Fields readQuery() {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new HttpException(400, "The query cannot be decoded.");
    }
  }

  /// The first value of a header; empty if it is not given.
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /// Reads the body, all at once, up to the limit of the server.
  ///
  /// @throws HttpException as [#readBody(int)]
  /// @throws IOException if the client does not send all of it
  public byte[] readBody() throws IOException {
    return readBody(limits.bodyBytes());
  }

  /// Reads the body, all at once.
  ///
  /// @param atMost how many bytes it may have
  /// @throws HttpException with status 413 if it is larger, or 408 if it does not arrive within the
  ///     idle time of the server
  /// @throws IOException if the client does not send all of it
  public byte[] readBody(int atMost) throws IOException {
    long start = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[PART_BYTES];
    try (InputStream in = Content.Source.asInputStream(request)) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        body.write(part, 0, read);
        if (body.size() > atMost) {
          throw new HttpException(413, "The body is larger than " + atMost + " bytes.");
        }
        if (System.nanoTime() - start > limits.idle().toNanos()) {
          throw new HttpException(408, "The body does not arrive in time.");
        }
      }
    }
    return body.toByteArray();
  }
}
