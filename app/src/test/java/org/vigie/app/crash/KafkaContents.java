package org.vigie.app.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.model.TopicMatch;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// The committed records that a run has left in Kafka, as text without what differs between two
/// undisturbed runs: times and ports.
///
/// @param items one line per record of the archive
/// @param stories the newest state of each story, by id
/// @param alerts one line per alert
/// @param wanted the deliveries that the alerts require, by delivery id, with the name of their
///     channel
/// @param ledger every record of the ledger, in the order of its partition
/// @param rejected the dead letters
record KafkaContents(
    List<String> items,
    Map<String, String> stories,
    List<String> alerts,
    Map<String, String> wanted,
    List<LedgerRecord> ledger,
    List<String> rejected) {

  /// A record of the ledger.
  ///
  /// @param recorded when the notifier wrote it
  record LedgerRecord(String delivery, Delivery.Status status, Instant recorded) {}

  /// Reads all of it.
  ///
  /// @param channels the names of the channels of each subscription, by subscription id
  static KafkaContents read(KafkaConnection connection, Map<String, List<String>> channels) {
    Catalogue catalogue = Catalogue.live();
    List<String> rejected = new ArrayList<>();
    List<Alert> alerts = readValues(connection, catalogue.alerts(), rejected);
    Map<String, String> stories = new TreeMap<>();
    readValues(connection, catalogue.stories(), rejected)
        .forEach(story -> stories.put(story.id(), describe(story)));
    TopicScan.of(connection, catalogue.rejected())
        .read(record -> rejected.add(String.valueOf(record.value())));
    return new KafkaContents(
        readValues(connection, catalogue.items(), rejected).stream()
            .map(KafkaContents::describe)
            .sorted()
            .toList(),
        stories,
        alerts.stream().map(KafkaContents::describe).sorted().toList(),
        findWanted(alerts, channels),
        ledger(connection, catalogue.deliveries(), rejected),
        rejected);
  }

  private static <V> List<V> readValues(
      KafkaConnection connection, KafkaTopic<V> topic, List<String> rejected) {
    return TopicScan.of(connection, topic)
        .onUnreadable(letter -> rejected.add(describe(letter)))
        .values();
  }

  private static List<LedgerRecord> ledger(
      KafkaConnection connection, KafkaTopic<Delivery> topic, List<String> rejected) {
    List<LedgerRecord> ledger = new ArrayList<>();
    TopicScan.of(connection, topic)
        .onUnreadable(letter -> rejected.add(describe(letter)))
        .read(
            record -> {
              Delivery delivery = record.value();
              if (delivery != null) {
                ledger.add(new LedgerRecord(delivery.id(), delivery.status(), record.timestamp()));
              }
            });
    return ledger;
  }

  private static Map<String, String> findWanted(
      List<Alert> alerts, Map<String, List<String>> channels) {
    Map<String, String> wanted = new TreeMap<>();
    for (Alert alert : alerts) {
      for (String channel : channels.getOrDefault(alert.subscription(), List.of())) {
        wanted.put(Identity.deliveryId(alert.id(), alert.seq(), channel), channel);
      }
    }
    return wanted;
  }

  private static String describe(Item item) {
    return "%s/%s %s %s".formatted(item.id(), item.version(), item.origin(), item.outlet().id());
  }

  private static String describe(Story story) {
    return "version %d, topics %s, members %s"
        .formatted(
            story.version(),
            describeTopics(story.topics()),
            story.members().stream()
                .map(member -> member.outlet().id() + ":" + member.item() + "/" + member.version())
                .toList());
  }

  private static String describe(Alert alert) {
    return "%s seq %d %s, %s@%d, story %s, item %s/%s, topics %s, outlets %s"
        .formatted(
            alert.id(),
            alert.seq(),
            alert.kind(),
            alert.subscription(),
            alert.subscriptionVersion(),
            alert.story(),
            alert.item(),
            alert.itemVersion(),
            describeTopics(alert.topics()),
            alert.outlets());
  }

  private static String describeTopics(List<TopicMatch> topics) {
    return topics.stream().map(TopicMatch::topic).sorted().collect(Collectors.joining("+"));
  }

  private static String describe(DeadLetter rejected) {
    return rejected.source() + ": " + rejected.reason();
  }
}
