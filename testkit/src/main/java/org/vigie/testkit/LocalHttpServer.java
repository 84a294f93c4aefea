package org.vigie.testkit;

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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// An HTTP server on loopback, on a free port, for tests: a feed server or a webhook receiver. It
/// records every request and sends the answer configured for the path byte for byte, an invalid or
/// unfinished one included. It closes the connection after each answer. Thread-safe; each
/// connection has a virtual thread of its own.
public final class LocalHttpServer implements AutoCloseable {
  private static final int ANY_PORT = 0;
  private static final int BACKLOG = 200;

  private final ServerSocket socket;
  private final Thread accepting;
  private final Map<String, ResponseWriter> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile ResponseWriter otherwise =
      (request, out) -> out.write(response("404 Not Found", new byte[0]));

  /// A request.
  ///
  /// @param line the request line, with at least a method and a target
  /// @param headers by lower-case name; the last of several lines of one name
  /// @param body empty if there is no `Content-Length`; chunked bodies are not read
  /// @param nanos time of arrival as of `System.nanoTime()`
  public record Request(String line, Map<String, String> headers, byte[] body, long nanos) {
    /// The request target as received, with its query.
    public String path() {
      return line.split(" ", -1)[1];
    }

    /// The value of a header.
    ///
    /// @throws AssertionError if the request lacks it
    public String header(String lowerCaseName) {
      String value = headers.get(lowerCaseName);
      if (value == null) {
        throw new AssertionError("no header " + lowerCaseName + " in " + headers);
      }
      return value;
    }

    /// The body, read as UTF-8.
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// Writes an answer; the connection is closed after it.
  @FunctionalInterface
  public interface ResponseWriter {
    void write(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /// Thrown by an answer to abort the connection: the client gets a reset, not an end of stream.
  public static final class Reset extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Opens a server on 127.0.0.1 that answers 404 to everything.
  public LocalHttpServer() {
    this("127.0.0.1");
  }

  private LocalHttpServer(String address) {
    try {
      socket = new ServerSocket(ANY_PORT, BACKLOG, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    accepting = Thread.startVirtualThread(this::acceptConnections);
  }

  /// Opens a server that is several hosts: 127.0.0.1, 127.0.0.2 and so on, on one port.
  public static LocalHttpServer onEveryLoopbackAddress() {
    return new LocalHttpServer("0.0.0.0");
  }

  /// The port.
  public int port() {
    return socket.getLocalPort();
  }

  /// The address of a path that starts with a slash.
  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /// Answers requests for this path from now on.
  public LocalHttpServer answerWith(String path, ResponseWriter answer) {
    answers.put(path, answer);
    return this;
  }

  /// Answers requests for all paths without an answer of their own from now on.
  public LocalHttpServer answerOthersWith(ResponseWriter answer) {
    otherwise = answer;
    return this;
  }

  /// Answers 200 with a body and these header lines.
  public LocalHttpServer serve(String path, byte[] body, String... headers) {
    return answerWith(path, (request, out) -> out.write(response("200 OK", body, headers)));
  }

  /// Answers 200 with a body in UTF-8 and these header lines.
  public LocalHttpServer serve(String path, String body, String... headers) {
    return serve(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /// Answers with a status such as `404 Not Found` and these header lines, without a body.
  public LocalHttpServer status(String path, String status, String... headers) {
    return answerWith(path, (request, out) -> out.write(response(status, new byte[0], headers)));
  }

  /// All requests so far, in the order of their arrival.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// A complete answer. `Content-Length` is added unless a header line gives it.
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

  /// A complete answer with a body in UTF-8.
  public static byte[] response(String status, String body, String... headers) {
    return response(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private void acceptConnections() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.startVirtualThread(() -> serveConnection(connection));
      }
    } catch (IOException e) {
      // The server is closed.
    }
  }

  private void serveConnection(Socket connection) {
    try (connection) {
      if (!connection.getInetAddress().isLoopbackAddress()) {
        return;
      }
      Request request = readRequest(connection.getInputStream());
      requests.add(request);
      writeAnswer(answers.getOrDefault(request.path(), otherwise), request, connection);
      connection.getOutputStream().flush();
    } catch (IOException e) {
      // The client closed the connection, as in many tests.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void writeAnswer(ResponseWriter answer, Request request, Socket connection)
      throws IOException, InterruptedException {
    try {
      answer.write(request, connection.getOutputStream());
    } catch (Reset reset) {
      connection.setSoLinger(true, 0);
      throw reset;
    }
  }

  private static Request readRequest(InputStream in) throws IOException {
    String first = readLine(in);
    Map<String, String> headers = new TreeMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("no HTTP");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the client closed");
    }
    return new Request(first, headers, body, System.nanoTime());
  }

  private static String readLine(InputStream in) throws IOException {
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

  /// Closes the port. Waits for the accepting thread, since the port stays open until that thread
  /// has left it: no connection is possible afterwards.
  @Override
  public void close() {
    try {
      socket.close();
      accepting.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
