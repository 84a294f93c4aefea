package org.vigie.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.NotificationRule;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;

/// Sample readings and subscriptions, all close to one instant.
public final class TestReadings {
  public static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
  public static final Outlet GAZETTE = new Outlet("gazette", "La Gazette");
  public static final Outlet COURRIER = new Outlet("courrier", "Le Courrier");

  private TestReadings() {}

  public static Reading liveReading(String guid, String title, String summary) {
    return reading(GAZETTE, "gazette/1", Origin.LIVE, guid, title, summary, NOW, NOW);
  }

  public static Reading firstPollReading(
      String feed, String guid, String title, @Nullable Instant published) {
    return reading(GAZETTE, feed, Origin.FIRST_POLL, guid, title, "", published, NOW);
  }

  public static Reading importedReading(String guid, String title) {
    return reading(
        GAZETTE, null, Origin.IMPORT, guid, title, "", NOW.minus(Duration.ofDays(9)), NOW);
  }

  public static Reading reading(
      Outlet outlet,
      @Nullable String feed,
      Origin origin,
      String guid,
      String title,
      String summary,
      @Nullable Instant published,
      Instant fetched) {
    return new Reading(
        Identity.itemId(outlet, guid),
        List.of(guid),
        outlet,
        feed,
        origin,
        guid,
        Content.of(title, summary).withPublished(published),
        fetched,
        false,
        fetched,
        feed == null ? "run-1" : null);
  }

  public static Reading withFetchTime(Reading reading, Instant fetched) {
    return new Reading(
        reading.itemId(),
        reading.aliases(),
        reading.outlet(),
        reading.feed(),
        reading.origin(),
        reading.guid(),
        reading.content(),
        fetched,
        false,
        fetched,
        reading.run());
  }

  /// Titles that are, and are not, about a ceasefire.
  public static final String TRUCE = "Kiev et Moscou concluent un cessez-le-feu de trente jours";

  public static final String TRUCE_EDITED =
      "Kiev et Moscou signent un cessez-le-feu de trente jours";
  public static final String MARKET = "Le marché aux fleurs ouvre ses portes";

  /// A subscription that takes repeats too, so that each text with the topic alerts.
  public static Subscription topicSubscription(String id, String topic) {
    return subscription(id, 1, Subscription.State.ACTIVE, topic);
  }

  public static Subscription querySubscription(String id, String query) {
    return Subscription.builder(id, NOW.minus(Duration.ofDays(1))).query(query).build();
  }

  public static Subscription subscription(
      String id, int version, Subscription.State state, String topic) {
    return Subscription.builder(id, NOW.minus(Duration.ofDays(1)))
        .version(version)
        .state(state)
        .topics(List.of(topic))
        .rule(new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of(), true))
        .build();
  }
}
