package org.vigie.app.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.vigie.model.Alert;
import org.vigie.wire.Json;

/// The webhook receiver. It answers after a short delay, so that a kill meets deliveries that have
/// arrived and are not acknowledged; and it refuses some of them once, so that a kill meets
/// deliveries that wait for a retry.
final class DelayedWebhookReceiver implements AutoCloseable {
  private static final int ANY_PORT = 0;
  private static final int DEFAULT_BACKLOG = 0;
  private static final int NO_DELAY = 0;
  private static final int NO_CONTENT = 204;
  private static final int MAX_DELAY_MILLIS = 120;
  private static final int UNAVAILABLE = 503;
  private static final int REFUSED_ONE_IN = 8;

  private final List<Receipt> receipts = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  DelayedWebhookReceiver() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT), DEFAULT_BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handleExchange);
    server.start();
  }

  /// One request.
  ///
  /// @param delivery its `webhook-id`
  /// @param alert the alert in its body
  /// @param body as received
  /// @param accepted false if the answer asks for a retry
  /// @param at when it had been read, before any answer
  record Receipt(String delivery, Alert alert, String body, boolean accepted, Instant at) {}

  /// @param data the alert
  record Message(Alert data) {}

  /// The webhook address of a subscription; each has its own, so that their deliveries do not wait
  /// for each other.
  String createAddress(String subscription) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + subscription;
  }

  private void handleExchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      boolean accepted = addReceipt(id == null ? "" : id, body);
      delay(body);
      exchange.sendResponseHeaders(accepted ? NO_CONTENT : UNAVAILABLE, -1);
    }
  }

  private synchronized boolean addReceipt(String id, String body) {
    Alert alert = Json.read(body, Message.class).data();
    boolean again = receipts.stream().anyMatch(receipt -> receipt.delivery().equals(id));
    boolean accepted = again || Math.floorMod(id.hashCode(), REFUSED_ONE_IN) != 0;
    receipts.add(new Receipt(id, alert, body, accepted, Instant.now()));
    notifyAll();
    return accepted;
  }

  private static void delay(String body) {
    try {
      Thread.sleep(Math.floorMod(body.hashCode(), MAX_DELAY_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// All requests so far, in order.
  synchronized List<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  /// Waits for the next request.
  ///
  /// @return false if none came in time
  synchronized boolean awaitNext(long atMostMillis) throws InterruptedException {
    int before = receipts.size();
    long deadline = System.nanoTime() + atMostMillis * 1_000_000;
    while (receipts.size() == before) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    server.stop(NO_DELAY);
    threads.close();
  }
}
