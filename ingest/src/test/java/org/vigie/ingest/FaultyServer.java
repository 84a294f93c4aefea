package org.vigie.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// A web server on loopback that sends configured answers byte for byte, invalid ones included. One
/// answer per connection.
public final class FaultyServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, ResponseWriter> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /// A request.
  ///
  /// @param headers by lower-case name
  /// @param nanos time of arrival as of `System.nanoTime()`
  public record Request(String path, Map<String, String> headers, long nanos) {}

  /// Writes an answer; the connection is closed after it.
  @FunctionalInterface
  public interface ResponseWriter {
    void write(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /// Thrown by an answer to abort the connection: the client gets a reset, not an end of stream.
  public static final class Reset extends IOException {
    private static final long serialVersionUID = 1;
  }

  public FaultyServer() {
    try {
      socket = new ServerSocket(0, 200, InetAddress.getByName("0.0.0.0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public FaultyServer answerWith(String path, ResponseWriter answer) {
    answers.put(path, answer);
    return this;
  }

  /// Answers 200 with a body and these header lines.
  public FaultyServer serve(String path, byte[] body, String... headers) {
    return answerWith(path, (request, out) -> out.write(response("200 OK", body, headers)));
  }

  public FaultyServer serve(String path, String body, String... headers) {
    return serve(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public FaultyServer status(String path, String status, String... headers) {
    return answerWith(path, (request, out) -> out.write(response(status, new byte[0], headers)));
  }

  public List<Request> requests() {
    return new ArrayList<>(requests);
  }

  public static byte[] response(String status, byte[] body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (!head.toString().toLowerCase(Locale.ROOT).contains("content-length:")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private void accept() {
    while (!closed.get()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Request request = read(connection.getInputStream());
      requests.add(request);
      ResponseWriter answer = answers.get(request.path());
      OutputStream out = connection.getOutputStream();
      if (answer == null) {
        out.write(response("404 Not Found", new byte[0]));
      } else {
        write(answer, request, connection);
      }
      out.flush();
    } catch (IOException e) {
      // The client closed the connection, as in many tests.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(ResponseWriter answer, Request request, Socket connection)
      throws IOException, InterruptedException {
    try {
      answer.write(request, connection.getOutputStream());
    } catch (Reset reset) {
      connection.setSoLinger(true, 0);
      throw reset;
    }
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("no HTTP");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Request(first.split(" ", -1)[1], headers, System.nanoTime());
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the client closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    closed.set(true);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
