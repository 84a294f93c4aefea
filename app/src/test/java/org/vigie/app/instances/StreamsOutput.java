package org.vigie.app.instances;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.vigie.model.Alert;
import org.vigie.model.MatchChange;
import org.vigie.model.StoryMatches;
import org.vigie.model.SubscriptionMatch;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// The output of the streams for the subscribers.
///
/// @param alerts in no particular order
/// @param asked subscriptions and the items that newly matched them
/// @param covered those of them whose story the subscription was alerted of
/// @param rejected the dead letters
record StreamsOutput(
    List<Alert> alerts,
    Set<SubscriptionItem> asked,
    Set<SubscriptionItem> covered,
    List<String> rejected) {
  /// A subscription and an item that matches it.
  record SubscriptionItem(String subscription, String item) {}

  static StreamsOutput read(KafkaConnection connection) {
    Catalogue catalogue = Catalogue.live();
    List<String> rejected = new ArrayList<>();
    Map<String, String> stories = new HashMap<>();
    Set<SubscriptionItem> asked = new HashSet<>();
    readEach(
        connection,
        catalogue.matches(),
        rejected,
        matches -> {
          stories.put(matches.decision().item().id(), matches.story());
          addGained(matches, asked);
        });
    List<Alert> alerts = new ArrayList<>();
    readEach(connection, catalogue.alerts(), rejected, alerts::add);
    readEach(
        connection, catalogue.rejected(), rejected, record -> rejected.add(String.valueOf(record)));
    Set<SubscriptionItem> alerted =
        alerts.stream()
            .map(alert -> new SubscriptionItem(alert.subscription(), alert.story()))
            .collect(Collectors.toSet());
    Set<SubscriptionItem> covered =
        asked.stream()
            .filter(
                pair ->
                    alerted.contains(
                        new SubscriptionItem(
                            pair.subscription(), stories.getOrDefault(pair.item(), pair.item()))))
            .collect(Collectors.toSet());
    return new StreamsOutput(alerts, asked, covered, rejected);
  }

  private static void addGained(StoryMatches matches, Set<SubscriptionItem> asked) {
    for (SubscriptionMatch match : matches.matches()) {
      if (match.change() == MatchChange.GAINED) {
        asked.add(new SubscriptionItem(match.subscription(), matches.decision().item().id()));
      }
    }
  }

  private static <V> void readEach(
      KafkaConnection connection, KafkaTopic<V> topic, List<String> rejected, Consumer<V> reader) {
    TopicScan.of(connection, topic)
        .onUnreadable(letter -> rejected.add(letter.source() + ": " + letter.reason()))
        .readValues(reader);
  }

  /// The first alerts, as pairs of subscription and story.
  List<SubscriptionItem> listFirstAlerts() {
    return alerts.stream()
        .filter(alert -> alert.kind() == Alert.Kind.NEW)
        .map(alert -> new SubscriptionItem(alert.subscription(), alert.story()))
        .toList();
  }

  /// Every alert as text without its decision time.
  Set<String> describeAlerts() {
    return alerts.stream()
        .map(
            alert ->
                "%s seq %d %s item %s/%s %s"
                    .formatted(
                        alert.id(),
                        alert.seq(),
                        alert.kind(),
                        alert.item(),
                        alert.itemVersion(),
                        alert.outlets()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The number of alerted stories that have another founder in the other output.
  long countOtherFounders(StreamsOutput other) {
    Set<String> theirs = other.alerts.stream().map(Alert::story).collect(Collectors.toSet());
    return alerts.stream().map(Alert::story).distinct().filter(id -> !theirs.contains(id)).count();
  }

  @Override
  public String toString() {
    return "%d alerts (%d of them first ones) of %d stories, for %d pairs of subscription and item"
        .formatted(
            alerts.size(),
            listFirstAlerts().size(),
            alerts.stream().map(Alert::story).distinct().count(),
            covered.size());
  }
}
