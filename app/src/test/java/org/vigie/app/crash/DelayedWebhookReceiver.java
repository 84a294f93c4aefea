package org.vigie.app.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Alert;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.wire.Json;

/// The webhook receiver. It answers after a short delay, so that a kill meets deliveries that have
/// arrived and are not acknowledged; and it refuses some of them once, so that a kill meets
/// deliveries that wait for a retry.
final class DelayedWebhookReceiver implements AutoCloseable {
  private static final int MAX_DELAY_MILLIS = 120;
  private static final int REFUSED_ONE_IN = 8;

  private final List<Receipt> receipts = new ArrayList<>();
  private final LocalHttpServer server = new LocalHttpServer();

  DelayedWebhookReceiver() {
    server.answerOthersWith(this::answer);
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
    return server.at("/" + subscription).toString();
  }

  private void answer(LocalHttpServer.Request request, OutputStream out)
      throws IOException, InterruptedException {
    String body = request.text();
    boolean accepted = addReceipt(request.headers().getOrDefault("webhook-id", ""), body);
    Thread.sleep(Math.floorMod(body.hashCode(), MAX_DELAY_MILLIS));
    out.write(
        LocalHttpServer.response(accepted ? "204 No Content" : "503 Service Unavailable", ""));
  }

  private synchronized boolean addReceipt(String id, String body) {
    Alert alert = Json.read(body, Message.class).data();
    boolean again = receipts.stream().anyMatch(receipt -> receipt.delivery().equals(id));
    boolean accepted = again || Math.floorMod(id.hashCode(), REFUSED_ONE_IN) != 0;
    receipts.add(new Receipt(id, alert, body, accepted, Instant.now()));
    notifyAll();
    return accepted;
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
    server.close();
  }
}
