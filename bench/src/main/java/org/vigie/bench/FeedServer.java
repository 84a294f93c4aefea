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
  private static final int WAITING = 1_000;

  private final List<byte[]> documents;
  private final int changed;
  private final AtomicInteger bodies = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private FeedServer(List<byte[]> documents, int changed) throws IOException {
    this.documents = List.copyOf(documents);
    this.changed = changed;
    // The server listens on all addresses, since each address in 127.0.0.0/8 counts as a separate
    // host for the rate limit of the poller.
    server = HttpServer.create(new InetSocketAddress(0), WAITING);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  static FeedServer start(List<byte[]> documents, int changed) throws IOException {
    FeedServer server = new FeedServer(documents, changed);
    server.server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int number = number(exchange.getRequestURI().getPath());
      if (number < 0) {
        exchange.sendResponseHeaders(404, -1);
      } else if (number % changed == 0) {
        byte[] body = documents.get(number % documents.size());
        exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
        bodies.incrementAndGet();
      } else {
        exchange.sendResponseHeaders(304, -1);
      }
    }
  }

  private static int number(String path) {
    return path.matches("/\\d{1,6}") ? Integer.parseInt(path.substring(1)) : -1;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// The number of responses with a body.
  int bodies() {
    return bodies.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
