package org.vigie.streams.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.streams.StreamsSettings.VERSION;
import static org.vigie.streams.TestReadings.MARKET;
import static org.vigie.streams.TestReadings.TRUCE;
import static org.vigie.streams.TestReadings.TRUCE_EDITED;
import static org.vigie.streams.takeover.PredecessorRecords.FANAL;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.NotificationRule;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.Story;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsTestCluster;
import org.vigie.streams.TestReadings;
import org.vigie.streams.stage.StageCounts.Stage;

/// Tests what a version of the topology keeps of the work of another one.
class TakeoverTest {
  private static final Outlet SEMAPHORE = Outlet.named("Le Sémaphore");

  private static final String LONGER = TRUCE + " à Istanbul";
  private static final Instant LATER = PredecessorRecords.STOPPED.plus(Duration.ofHours(1));

  @TempDir Path directory;
  private @Nullable StreamsTestCluster openCluster;

  @AfterEach
  void close() {
    if (openCluster != null) {
      openCluster.close();
    }
  }

  private StreamsTestCluster cluster(Instant now) {
    StreamsTestCluster cluster = new StreamsTestCluster(directory, now);
    openCluster = cluster;
    return cluster;
  }

  @Test
  void goesOnWhereItsPredecessorStopped() throws Exception {
    StreamsTestCluster cluster = cluster(LATER);
    PredecessorRecords.writeTo(cluster, VERSION);
    List<Alert> before = cluster.readValues(cluster.catalogue.alerts());
    List<Item> archived = cluster.readValues(cluster.catalogue.items());
    Item tracked = item(archived, "sommet");
    Item copied = item(archived, "Soudan");

    try (StreamsRole role = cluster.startVersion(VERSION + 1)) {
      assertThat(describeNewAlerts(before, cluster.awaitAlerts(before.size() + 3)))
          .containsExactlyInAnyOrder(
              "yemen new Yémen : les rebelles acceptent un cessez-le-feu de 14 jours",
              "treves new Haïti : un cessez-le-feu de 3 jours est signé",
              "treves new Arménie : un cessez-le-feu de 12 jours entre en vigueur");

      // Its archived version has the hash of another rule.
      cluster.writeReading(
          reading(FANAL, "f2", "https://le-fanal.example/f2?xtor=RSS-9", tracked.content()));
      cluster.writeReading(article(FANAL, "f9", "Cuba : un cessez-le-feu de 6 jours est signé"));
      cluster.writeReading(
          reading(SEMAPHORE, "s1", "https://semaphore.example/1", copied.content()));
      cluster.writeReading(
          article(SEMAPHORE, "s9", "Timor : un cessez-le-feu de 8 jours entre en vigueur"));
      List<Alert> all = cluster.awaitAlerts(before.size() + 5);
      assertThat(describeNewAlerts(before, all))
          .hasSize(5)
          .allMatch(line -> line.contains(" new "));
      assertThat(all).extracting(a -> a.id() + "/" + a.seq()).doesNotHaveDuplicates();
      assertThat(cluster.readValues(cluster.catalogue.items())).hasSize(archived.size() + 4);
      assertThat(newest(cluster, item(archived, "Haïti").id()).version())
          .as("what waited for the story stage has its first place from there")
          .isEqualTo(1);
      assertThat(newest(cluster, copied.id()))
          .satisfies(
              story -> {
                assertThat(story.outlets()).containsExactly("le-fanal", "le-semaphore");
                assertThat(story.members()).allMatch(m -> m.topics().contains("ceasefire"));
              });

      cluster.writeReading(
          PredecessorRecords.article(
              FANAL,
              "f8",
              "Pêche et cuivre : ce que France et Pérou attendent de la visite d’État"));
      assertThat(describeNewAlerts(all, cluster.awaitAlerts(all.size() + 1)))
          .as("to `visites`, which leaves repeats out, an alert of the predecessor has told it")
          .singleElement()
          .asString()
          .startsWith("sommets new");
      cluster.await(() -> role.counts().outcomes(Stage.ALERT).containsKey("repeat"));
    }
  }

  @Test
  void refusesTheDataOfRelease01UntilRelease02HasTakenItOver() throws Exception {
    StreamsTestCluster cluster = cluster(LATER);
    Map<TopicPartition, OffsetAndMetadata> offsets =
        Map.of(
            new TopicPartition(cluster.catalogue.readings().name(), 0), new OffsetAndMetadata(1));
    Takeover takeover =
        new Takeover(cluster.connection(), cluster.catalogue, Clock.fixed(LATER, ZoneOffset.UTC));
    takeover.prepareVersion(2);
    cluster.commitOffsets(1, offsets);
    assertThatThrownBy(() -> takeover.prepareVersion(2))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContaining("start Vigie 0.2.0 on it once");
    cluster.commitOffsets(2, offsets);
    takeover.prepareVersion(2);
    takeover.prepareVersion(3);
  }

  private static List<String> describeNewAlerts(List<Alert> before, List<Alert> all) {
    return all.stream()
        .filter(alert -> !before.contains(alert))
        .map(alert -> alert.subscription() + " " + alert.kind() + " " + alert.title())
        .toList();
  }

  private static Item item(List<Item> archive, String word) {
    return archive.stream()
        .filter(item -> item.content().title().contains(word))
        .findAny()
        .orElseThrow();
  }

  private static Story newest(StreamsTestCluster cluster, String id) {
    return cluster.readValues(cluster.catalogue.stories()).stream()
        .filter(story -> story.id().equals(id))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  @Test
  void remembersWhatStandsInTheStoresOfItsPredecessorAlone() throws Exception {
    StreamsTestCluster cluster = cluster(LATER);
    cluster.write(cluster.catalogue.subscriptions(), ofTheFanalFromTwoOutletsOn());
    try (StreamsRole role = cluster.startVersion(VERSION)) {
      cluster.writeReading(reading(FANAL, "f1", "https://fanal.example/1", Content.of(TRUCE, "")));
      // The link identifies the article, which then also gets its new guid as a name.
      cluster.writeReading(
          reading(FANAL, "new-1", "https://fanal.example/1", Content.of(TRUCE, "")));
      cluster.await(() -> role.counts().outcomes(Stage.ALERT).containsKey("held"));
      cluster.await(() -> role.counts().outcomes(Stage.ACCEPT).containsKey("repeat"));
    }
    try (StreamsRole role = cluster.startVersion(VERSION + 1)) {
      cluster.writeReading(
          reading(FANAL, "new-1", "https://fanal.example/moved", Content.of(TRUCE, "")));
      cluster.await(() -> countStories(role) == 1);
      cluster.writeReading(
          reading(SEMAPHORE, "s1", "https://semaphore.example/1", Content.of(TRUCE_EDITED, "")));
      cluster.await(() -> countStories(role) == 2);
      cluster.writeReading(reading(FANAL, "f1", "https://fanal.example/1", Content.of(LONGER, "")));
      assertThat(cluster.awaitAlerts(1)).extracting(Alert::title).containsExactly(LONGER);
    }
    assertThat(cluster.readValues(cluster.catalogue.items()))
        .extracting(Item::id)
        .as("a new guid and a new link, one after the other, make no other article")
        .hasSize(4)
        .containsOnly(Identity.itemId(FANAL, "f1"), Identity.itemId(SEMAPHORE, "s1"));
  }

  private static long countStories(StreamsRole role) {
    return role.counts().outcomes(Stage.STORY).getOrDefault("story", 0L);
  }

  private static Subscription ofTheFanalFromTwoOutletsOn() {
    return Subscription.builder("treves", LATER.minus(Duration.ofDays(1)))
        .topics(List.of("ceasefire"))
        .scope(new SubscriptionScope(List.of(), List.of(FANAL.id()), List.of(), null))
        .rule(new NotificationRule(2, NotificationRule.UpdateRule.DEFAULT, List.of()))
        .build();
  }

  @Test
  void saysNothingTwiceWhereKafkaHasForgottenItsOffsets() throws Exception {
    StreamsTestCluster cluster = cluster(LATER);
    cluster.write(
        cluster.catalogue.subscriptions(), TestReadings.topicSubscription("treves", "ceasefire"));
    try (StreamsRole role = cluster.startVersion(VERSION)) {
      cluster.writeReading(reading(FANAL, "f1", "https://fanal.example/1", Content.of(TRUCE, "")));
      cluster.writeReading(reading(FANAL, "f1", "https://fanal.example/1", Content.of(MARKET, "")));
      cluster.awaitAlerts(2);
    }
    try (Admin admin = cluster.admin()) {
      admin.deleteConsumerGroups(List.of(StreamsRole.applicationId(VERSION))).all().get();
    }
    try (StreamsRole role = cluster.startVersion(VERSION)) {
      cluster.writeReading(article(FANAL, "f9", "Cuba : un cessez-le-feu de 6 jours est signé"));
      assertThat(cluster.awaitAlerts(3))
          .extracting(alert -> alert.kind() + " " + alert.seq())
          .containsExactly("new 1", "correction 2", "new 1");
    }
  }

  private static Reading article(Outlet outlet, String guid, String title) {
    String url = "https://" + outlet.id() + ".example/" + guid;
    return reading(outlet, guid, url, Content.of(title, "Les deux camps s’y engagent."));
  }

  /// @param content gives title, summary and categories
  private static Reading reading(Outlet outlet, String guid, String url, Content content) {
    return new Reading(
        Identity.itemId(outlet, guid),
        List.of(guid, url),
        outlet,
        outlet.id() + "/1",
        Origin.LIVE,
        guid,
        Content.of(content.title(), content.summary())
            .withUrl(url)
            .withCategories(content.categories()),
        LATER,
        false,
        LATER,
        null);
  }
}
