package org.vigie.notifier.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Digest;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;
import org.vigie.model.Urgency;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicWriter;

/// Writes a ledger as a night leaves it: many subscriptions, each with a mailbox and with many
/// deliveries that wait.
///
/// @param subscriptions number of subscriptions
/// @param each number of deliveries of each
record LedgerOfMany(int subscriptions, int each) {
  private static final String CHANNEL = "mail";

  int size() {
    return subscriptions * each;
  }

  /// Deliveries that a digest holds.
  void writeHeld(KafkaConnection connection, Digest digest, Instant since, Instant due) {
    write(
        connection,
        digest,
        since,
        alert -> Delivery.createHeld(alert, CHANNEL, since, due, HoldReason.DIGEST));
  }

  /// Deliveries that were attempted in vain and wait for another attempt.
  void writeWaiting(KafkaConnection connection, Instant since, Instant next) {
    write(
        connection,
        null,
        since,
        alert ->
            Delivery.createPending(alert, CHANNEL, since)
                .withAttempt(since)
                .withNextAttempt(next, "127.0.0.1:25 does not answer: connection refused"));
  }

  private interface Planner {
    Delivery plan(Alert alert);
  }

  private void write(
      KafkaConnection connection, @Nullable Digest digest, Instant since, Planner planner) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (TopicWriter writer = TopicWriter.open(connection)) {
      Catalogue catalogue = Catalogue.live();
      Instant validFrom = since.minus(Duration.ofDays(1));
      for (int i = 0; i < subscriptions; i++) {
        writer.write(catalogue.subscriptions(), createSubscription(i, digest, validFrom)).join();
      }
      for (int story = 0; story < each; story++) {
        for (int i = 0; i < subscriptions; i++) {
          Alert alert = DeskNews.create(name(i), "night-" + story, story, since);
          writer
              .write(catalogue.deliveries(), planner.plan(alert))
              .whenComplete((unused, e) -> failure.compareAndSet(null, e));
        }
      }
      writer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }

  private static String name(int number) {
    return "night-desk-" + number;
  }

  private static Subscription createSubscription(
      int number, @Nullable Digest digest, Instant validFrom) {
    NotificationTiming timing =
        new NotificationTiming(
            NotificationTiming.DEFAULT_ZONE,
            digest,
            List.of(),
            null,
            Urgency.NONE,
            NotificationTiming.DEFAULT_COOL_DOWN_MINUTES,
            null);
    return Subscription.builder(name(number), validFrom)
        .language(Language.FR)
        .topics(List.of("summit"))
        .rule(NotificationRule.AT_ONCE.withTiming(timing))
        .channels(List.of(new Channel.Email(CHANNEL, "desk" + number + "@desk.test")))
        .build();
  }
}
