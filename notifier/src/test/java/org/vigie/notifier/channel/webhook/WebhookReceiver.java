package org.vigie.notifier.channel.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A webhook receiver on loopback whose answers a test controls byte by byte.
public final class WebhookReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final Thread accepting;
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Answer answer = (request, out) -> out.write(bytes(response("204 No Content")));

  /// A received request; header names are in lower case.
  public record ReceivedRequest(String line, Map<String, String> headers, byte[] body) {
    /// A required header.
    public String header(String name) {
      String value = headers.get(name);
      if (value == null) {
        throw new AssertionError("no header " + name + " in " + headers);
      }
      return value;
    }
  }

  /// Writes a complete or partial answer; the connection closes after it.
  public interface Answer {
    void write(ReceivedRequest request, OutputStream out) throws IOException, InterruptedException;
  }

  public WebhookReceiver() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    accepting = Thread.startVirtualThread(this::acceptConnections);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
  }

  public int port() {
    return server.getLocalPort();
  }

  public List<ReceivedRequest> requests() {
    return requests;
  }

  public void setAnswer(Answer other) {
    answer = other;
  }

  /// Answers with this status and these header lines, without a body.
  public void setAnswer(String status, String... headers) {
    setAnswer((request, out) -> out.write(bytes(response(status, headers))));
  }

  static String response(String status, String... headers) {
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList())
        + "Content-Length: 0\r\nConnection: close\r\n\r\n";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void acceptConnections() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String line = readLine(in);
      Map<String, String> headers = new TreeMap<>();
      for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
        int colon = header.indexOf(':');
        headers.put(
            header.substring(0, colon).toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      ReceivedRequest request = new ReceivedRequest(line, headers, in.readNBytes(length));
      requests.add(request);
      answer.write(request, socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The sender has closed the connection, as some tests expect.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c != -1; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /// Waits for the accepting thread, because the port stays open until that thread has left it. No
  /// connection is possible afterwards.
  @Override
  public void close() {
    try {
      server.close();
      accepting.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
