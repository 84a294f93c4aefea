package org.vigie.notifier.proof;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Identity;
import org.vigie.model.Subscription;
import org.vigie.testkit.BusyHttpServer;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicWriter;

/// Alerts to subscriptions that are told at once by webhook, written one after another in equal
/// intervals, and how long each takes until it is received.
final class LiveAlerts implements AutoCloseable {
  private static final String CHANNEL = "desk";
  private static final int SUBSCRIPTIONS = 10;
  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TopicWriter writer;
  private final InstantSource clock;
  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private final Map<String, Long> received = new ConcurrentHashMap<>();
  private final BusyHttpServer server = BusyHttpServer.start(this::receive);
  private int count;

  LiveAlerts(TopicWriter writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      Subscription subscription =
          Subscription.builder("live-" + i, clock.instant().minus(Duration.ofDays(2)))
              .topics(List.of("summit"))
              .channels(List.of(new Channel.Webhook(CHANNEL, server.at(i + 1, "/" + i), null)))
              .build();
      writer.write(Catalogue.live().subscriptions(), subscription).join();
    }
  }

  private BusyHttpServer.Answer receive(BusyHttpServer.PostedRequest request) {
    received.putIfAbsent(request.headers().get("webhook-id"), System.nanoTime());
    return BusyHttpServer.Answer.of(204);
  }

  /// Writes alerts as long as a condition holds, waits for all of them, and returns how long each
  /// took, in ms, sorted.
  double[] measure(BooleanSupplier goOn) {
    List<String> ids = new ArrayList<>();
    long begin = System.nanoTime();
    while (goOn.getAsBoolean()) {
      long due = begin + INTERVAL.toNanos() * ids.size();
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      ids.add(writeNext());
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!received.keySet().containsAll(ids)) {
      if (System.nanoTime() > deadline) {
        ids.removeAll(received.keySet());
        throw new AssertionError(ids.size() + " live alerts were not received within " + PATIENCE);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return ids.stream()
        .mapToDouble(id -> (find(received, id) - find(written, id)) / 1e6)
        .sorted()
        .toArray();
  }

  private static long find(Map<String, Long> times, String id) {
    return Objects.requireNonNull(times.get(id));
  }

  private String writeNext() {
    int number = count++;
    Alert alert =
        DeskNews.create(
            "live-" + number % SUBSCRIPTIONS, "story-" + number, number, clock.instant());
    String id = Identity.deliveryId(alert.id(), alert.seq(), CHANNEL);
    written.put(id, System.nanoTime());
    writer.write(Catalogue.live().alerts(), alert);
    return id;
  }

  /// The share of sorted values, for people.
  static String describe(double[] sorted) {
    return "%d alerts, p50 %.0f ms, p99 %.0f ms, longest %.0f ms"
        .formatted(
            sorted.length,
            quantile(sorted, 0.5),
            quantile(sorted, 0.99),
            sorted[sorted.length - 1]);
  }

  static double quantile(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }

  @Override
  public void close() {
    server.close();
  }
}
