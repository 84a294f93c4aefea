package org.vigie.notifier.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Digest;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Subscription;
import org.vigie.model.Urgency;
import org.vigie.testkit.SampleAlerts;

/// Subscriptions with every kind of timing, and alerts for them: first ones of new stories, and
/// updates of stories that were told before. Not thread-safe.
final class TimedDesks {
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final int OF_EACH = 4;
  private static final List<QuietHours> EVERY_THIRD_HOUR =
      List.of(
              "01:00-02:00",
              "04:00-05:00",
              "07:00-08:00",
              "10:00-11:00",
              "13:00-14:00",
              "16:00-17:00",
              "19:00-20:00",
              "22:00-23:00")
          .stream()
          .map(QuietHours::parse)
          .toList();

  private final Random random;
  private final NotedReceipts receipts;
  private final Instant validFrom;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<Alert> written = new ArrayList<>();
  private int stories;

  TimedDesks(long seed, NotedReceipts receipts, Instant validFrom) {
    random = new Random(seed);
    this.receipts = receipts;
    this.validFrom = validFrom;
    for (int i = 0; i < OF_EACH; i++) {
      add("at-once-" + i, timing(null, List.of(), 0, null), false);
      add("cool-" + i, timing(null, List.of(), 60, null), false);
      add("hourly-" + i, timing("hourly", List.of(), 15, null), false);
      add("quiet-" + i, timing(null, EVERY_THIRD_HOUR, 15, null), false);
      add("hourly-quiet-" + i, timing("hourly", EVERY_THIRD_HOUR, 15, null), false);
      add("capped-" + i, timing(null, List.of(), 0, 6), false);
      add(
          "silent-" + i,
          timing(null, List.of(), 0, null)
              .withSilentUntil(validFrom.plus(Duration.ofHours(3L * i))),
          false);
    }
    // One person by two subscriptions.
    add("shared-0", timing(null, List.of(), 0, null), true);
    add("shared-1", timing(null, EVERY_THIRD_HOUR, 0, null), true);
  }

  private static NotificationTiming timing(
      @Nullable String digest, List<QuietHours> quiet, int coolDown, @Nullable Integer cap) {
    return new NotificationTiming(
        ZONE,
        digest == null ? null : Digest.parse(digest),
        quiet,
        null,
        Urgency.NONE,
        coolDown,
        cap);
  }

  private void add(String id, NotificationTiming timing, boolean shared) {
    Channel channel =
        shared
            ? new Channel.Ntfy(
                "desk",
                receipts.createAddress(0),
                null,
                Channel.Ntfy.Priority.DEFAULT,
                Urgency.NONE)
            : new Channel.Webhook("desk", receipts.createAddress(subscriptions.size() + 1), null);
    subscriptions.add(
        Subscription.builder(id, validFrom)
            .topics(List.of("summit"))
            .rule(NotificationRule.AT_ONCE.withTiming(timing))
            .channels(List.of(channel))
            .build());
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  /// The alerts so far.
  List<Alert> written() {
    return written;
  }

  /// The next alerts: one, or one each for the subscriptions of one person.
  List<Alert> createNext(Instant now) {
    Subscription subscription = subscriptions.get(random.nextInt(subscriptions.size()));
    List<Alert> next =
        subscription.id().startsWith("shared")
            ? List.of(
                createFirst("shared-0", stories, now), createFirst("shared-1", stories++, now))
            : List.of(
                random.nextInt(4) == 0
                    ? update(subscription.id(), now)
                    : createFirst(subscription.id(), stories++, now));
    written.addAll(next);
    return next;
  }

  private static Alert createFirst(String subscription, int story, Instant now) {
    return SampleAlerts.alert()
        .subscription(subscription)
        .story("story-" + story)
        .time(now)
        .build();
  }

  /// An update of the newest story of a subscription; a first alert if it has none.
  private Alert update(String subscription, Instant now) {
    for (Alert before : written.reversed()) {
      if (before.subscription().equals(subscription)) {
        return SampleAlerts.alert()
            .subscription(subscription)
            .story(before.story())
            .revision(Alert.Kind.UPDATE, before.seq() + 1, Alert.UpdateReason.NUMBERS)
            .time(now)
            .build();
      }
    }
    return createFirst(subscription, stories++, now);
  }
}
