package org.vigie.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP server for feeds on this machine. The path `/n` returns document `n` modulo the number
/// of documents. If `changed` is above 1, only paths whose number it divides return the document;
/// all others return 304.
final class FeedServer implements AutoCloseable {
  private static final int SOCKET_BACKLOG = 1_000;

  private final List<byte[]> documents;
  private final int changedEvery;
  private final AtomicInteger servedBodies = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private FeedServer(List<byte[]> documents, int changed) throws IOException {
    this.documents = List.copyOf(documents);
    this.changedEvery = changed;
    // The server listens on all addresses, since each address in 127.0.0.0/8 counts as a separate
    // host for the rate limit of the poller.
    server = HttpServer.create(new InetSocketAddress(0), SOCKET_BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handleRequest);
  }

  static FeedServer start(List<byte[]> documents, int changed) throws IOException {
    FeedServer server = new FeedServer(documents, changed);
    server.server.start();
    return server;
  }

  private void handleRequest(HttpExchange exchange) throws IOException {
    try (exchange) {
      int number = parseNumber(exchange.getRequestURI().getPath());
      if (number < 0) {
        exchange.sendResponseHeaders(404, -1);
      } else if (number % changedEvery == 0) {
        byte[] body = documents.get(number % documents.size());
        exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
        servedBodies.incrementAndGet();
      } else {
        exchange.sendResponseHeaders(304, -1);
      }
    }
  }

  private static int parseNumber(String path) {
    return path.matches("/\\d{1,6}") ? Integer.parseInt(path.substring(1)) : -1;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// The number of responses with a body.
  int servedBodies() {
    return servedBodies.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
