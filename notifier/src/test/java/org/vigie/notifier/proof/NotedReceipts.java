package org.vigie.notifier.proof;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vigie.testkit.BusyHttpServer;
import org.vigie.wire.Json;

/// Takes what [NotingSender] sends. It answers after a short delay, so that a kill meets messages
/// that have arrived and are not acknowledged, and refuses some of them once, so that a kill meets
/// messages that wait for another attempt. Thread-safe.
final class NotedReceipts implements AutoCloseable {
  private static final int MAX_DELAY_MILLIS = 120;
  private static final int REFUSED_ONE_IN = 8;

  private final List<Receipt> receipts = new ArrayList<>();
  private final BusyHttpServer server = BusyHttpServer.start(this::receive);
  private int grouped;

  /// One request.
  ///
  /// @param at when it had been read, before any answer
  /// @param accepted false if the answer asks for another attempt
  record Receipt(NotingSender.Note note, Instant at, boolean accepted) {}

  /// An address of its own.
  URI createAddress(int number) {
    return server.at(number % 250 + 1, "/desk-" + number);
  }

  private BusyHttpServer.Answer receive(BusyHttpServer.PostedRequest request)
      throws InterruptedException {
    NotingSender.Note note = Json.read(request.text(), NotingSender.Note.class);
    boolean accepted = record(note);
    TimeUnit.MILLISECONDS.sleep(Math.floorMod(note.hashCode(), MAX_DELAY_MILLIS));
    return BusyHttpServer.Answer.of(accepted ? 204 : 503);
  }

  private synchronized boolean record(NotingSender.Note note) {
    boolean again = receipts.stream().anyMatch(receipt -> receipt.note().id().equals(note.id()));
    boolean accepted = again || Math.floorMod(note.id().hashCode(), REFUSED_ONE_IN) != 0;
    receipts.add(new Receipt(note, Instant.now(), accepted));
    if (note.alerts().size() > 1) {
      grouped++;
    }
    notifyAll();
    return accepted;
  }

  /// All requests so far, in order.
  synchronized List<Receipt> all() {
    return List.copyOf(receipts);
  }

  /// Waits until the next message with several alerts has been read, for at most this long.
  synchronized void awaitGrouped(Duration atMost) throws InterruptedException {
    int before = grouped;
    long deadline = System.nanoTime() + atMost.toNanos();
    long left = atMost.toMillis();
    while (grouped == before && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
