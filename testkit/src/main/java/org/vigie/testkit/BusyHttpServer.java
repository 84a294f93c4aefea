package org.vigie.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on this machine for very many requests: it keeps connections open and keeps no
/// request. It is several hosts: 127.0.0.1, 127.0.0.2 and so on, on one port. Thread-safe.
public final class BusyHttpServer implements AutoCloseable {
  private static final int BACKLOG = 1_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Receiver receiver;

  private BusyHttpServer(Receiver receiver) throws IOException {
    this.receiver = receiver;
    server = HttpServer.create(new InetSocketAddress(0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /// A request.
  ///
  /// @param path with its query
  public record PostedRequest(String path, Headers headers, byte[] body) {
    /// The body as UTF-8.
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// The headers of a request.
  @FunctionalInterface
  public interface Headers {
    /// The value of a header; empty without one.
    String get(String name);
  }

  /// An answer without a body.
  public record Answer(int status, Map<String, String> headers) {
    /// An answer without headers.
    public static Answer of(int status) {
      return new Answer(status, Map.of());
    }
  }

  /// Takes requests, on many threads.
  @FunctionalInterface
  public interface Receiver {
    /// Answers a request. May block: the end of the server interrupts it.
    Answer receive(PostedRequest request) throws InterruptedException;
  }

  /// Starts a server on a free port.
  public static BusyHttpServer start(Receiver receiver) {
    try {
      BusyHttpServer started = new BusyHttpServer(receiver);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      InetAddress caller = exchange.getRemoteAddress().getAddress();
      if (!caller.isLoopbackAddress()) {
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer =
          receiver.receive(
              new PostedRequest(
                  exchange.getRequestURI().toString(),
                  name -> {
                    String value = exchange.getRequestHeaders().getFirst(name);
                    return value == null ? "" : value;
                  },
                  body));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// The address of a path, which starts with a slash, on one of the hosts.
  ///
  /// @param host a number from 1 to 250
  public URI at(int host, String path) {
    return URI.create("http://127.0.0." + host + ":" + port() + path);
  }

  /// Stops at once.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
