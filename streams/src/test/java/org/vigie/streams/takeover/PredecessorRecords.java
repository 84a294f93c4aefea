package org.vigie.streams.takeover;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.streams.StreamsTestCluster;
import org.vigie.streams.TestReadings;
import org.vigie.streams.TopologyHarness;
import org.vigie.wire.KafkaTopic;

/// The records of a version of the topology that was stopped at [#STOPPED] with one record
/// unprocessed before each stage: the reading of an armistice in Armenia, the decision on one in
/// Haiti, and the match of one in Yemen with the subscription `yemen`. The stages of this version
/// write them; the changelogs of the stores are missing.
final class PredecessorRecords {
  static final Instant STOPPED = TestReadings.NOW;
  static final Outlet FANAL = Outlet.named("Le Fanal");
  private static final Outlet PONTON = Outlet.named("Le Ponton");
  private static final Outlet BOUEE = Outlet.named("La Bouée");

  private static final List<Subscription> SUBSCRIPTIONS =
      List.of(
          TestReadings.topicSubscription("treves", "ceasefire"),
          TestReadings.topicSubscription("sommets", "summit"),
          TestReadings.querySubscription("emissaire", "émissaire"),
          TestReadings.querySubscription("yemen", "Yémen"),
          Subscription.builder("visites", STOPPED.minus(Duration.ofDays(1)))
              .topics(List.of("summit"))
              .build());

  private static final Reading SUMMIT =
      reading(
          FANAL,
          "f2",
          "https://le-fanal.example/f2?xtor=RSS-1",
          "Un sommet extraordinaire des chefs d’État s’ouvre à Tirana");
  private static final Reading YEMEN =
      article(PONTON, "p1", "Yémen : les rebelles acceptent un cessez-le-feu de 14 jours");
  private static final Reading HAITI =
      article(PONTON, "p2", "Haïti : un cessez-le-feu de 3 jours est signé");
  private static final Reading ARMENIA =
      article(FANAL, "f3", "Arménie : un cessez-le-feu de 12 jours entre en vigueur");

  private static final List<Reading> ACCEPTED =
      List.of(
          article(FANAL, "f1", "Soudan : un cessez-le-feu de 30 jours entre en vigueur"),
          SUMMIT,
          article(BOUEE, "b1", "L’émissaire a quitté la capitale"),
          article(BOUEE, "b2", "Libye : un cessez-le-feu de 5 jours est signé"),
          article(BOUEE, "b2", "Libye : le musée rouvre"),
          article(FANAL, "f4", "Le président français est reçu à Lima, au Pérou"),
          YEMEN,
          HAITI);

  private final StreamsTestCluster cluster;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> processed = new HashMap<>();

  private PredecessorRecords(StreamsTestCluster cluster) {
    this.cluster = cluster;
  }

  /// Writes all records to a cluster without records, and commits the offsets that the version had
  /// reached.
  static void writeTo(StreamsTestCluster cluster, int version) throws Exception {
    try (TopologyHarness stages = TopologyHarness.openLive(STOPPED)) {
      SUBSCRIPTIONS.forEach(stages::pipeSubscriptions);
      ACCEPTED.forEach(stages::pipeReadings);
      PredecessorRecords records = new PredecessorRecords(cluster);
      records.writeAll(stages);
      cluster.commitOffsets(version, records.processed);
    }
  }

  private void writeAll(TopologyHarness stages) throws Exception {
    for (Subscription subscription : SUBSCRIPTIONS) {
      cluster.write(cluster.catalogue.subscriptions(), subscription);
    }
    for (Reading reading : ACCEPTED) {
      write(cluster.catalogue.readings(), reading, true);
    }
    write(cluster.catalogue.readings(), ARMENIA, false);
    for (Item item : stages.readValues(cluster.catalogue.items())) {
      cluster.write(cluster.catalogue.items(), isOf(SUMMIT, item.id()) ? withOldHash(item) : item);
    }
    for (DecisionRecord decided : stages.readValues(cluster.catalogue.decided())) {
      write(cluster.catalogue.decided(), decided, !isOf(HAITI, decided.item().id()));
    }
    for (Story story : stages.readValues(cluster.catalogue.stories())) {
      if (!isOf(HAITI, story.id())) {
        cluster.write(cluster.catalogue.stories(), story);
      }
    }
    for (StoryMatches matches : stages.readValues(cluster.catalogue.matches())) {
      if (!isOf(HAITI, matches.story())) {
        write(cluster.catalogue.matches(), matches, !isWaiting(matches));
      }
    }
    for (Alert alert : stages.readAlerts()) {
      if (!isOf(HAITI, alert.story()) && !alert.subscription().equals("yemen")) {
        cluster.write(cluster.catalogue.alerts(), alert);
      }
    }
  }

  private static boolean isOf(Reading reading, String item) {
    return reading.itemId().equals(item);
  }

  private static boolean isWaiting(StoryMatches record) {
    return record.matches().stream().anyMatch(match -> match.subscription().equals("yemen"));
  }

  private <V> void write(KafkaTopic<V> topic, V value, boolean isProcessed) throws Exception {
    cluster.write(topic, value);
    TopicPartition partition = new TopicPartition(topic.name(), topic.partitionFor(value));
    long end = ends.merge(partition, 1L, Long::sum);
    if (isProcessed) {
      processed.put(partition, new OffsetAndMetadata(end));
    }
  }

  /// A version that was accepted when contents were hashed by another rule, as 0.1.0 did.
  private static Item withOldHash(Item item) {
    return new Item(
        item.id(),
        "5eed",
        item.aliases(),
        item.outlet(),
        item.feed(),
        item.origin(),
        item.content(),
        item.seen(),
        item.undated(),
        item.fetched(),
        item.run(),
        item.livePage());
  }

  /// An article whose link ends in its guid.
  static Reading article(Outlet outlet, String guid, String title) {
    return reading(outlet, guid, "https://" + outlet.id() + ".example/" + guid, title);
  }

  /// A live reading at [#STOPPED].
  static Reading reading(Outlet outlet, String guid, String url, String title) {
    return new Reading(
        Identity.itemId(outlet, guid),
        List.of(guid, url),
        outlet,
        outlet.id() + "/1",
        Origin.LIVE,
        guid,
        new Content(title, "", null, url, null, null, null, List.of()),
        STOPPED,
        false,
        STOPPED,
        null);
  }
}
