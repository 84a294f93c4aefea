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
import org.vigie.model.Change;
import org.vigie.model.StoryMatches;
import org.vigie.model.SubscriptionMatch;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicReader;

/// The output of the streams for the subscribers.
///
/// @param alerts in no particular order
/// @param asked subscriptions and the items that newly matched them
/// @param covered those of them whose story the subscription was alerted of
/// @param rejected the dead letters
record Told(List<Alert> alerts, Set<Pair> asked, Set<Pair> covered, List<String> rejected) {
  /// A subscription and an item that matches it.
  record Pair(String subscription, String item) {}

  static Told in(KafkaConnection connection) {
    Catalogue catalogue = Catalogue.live();
    List<String> rejected = new ArrayList<>();
    Map<String, String> stories = new HashMap<>();
    Set<Pair> asked = new HashSet<>();
    each(
        connection,
        catalogue.matches(),
        rejected,
        matches -> {
          stories.put(matches.decision().item().id(), matches.story());
          gained(matches, asked);
        });
    List<Alert> alerts = new ArrayList<>();
    each(connection, catalogue.alerts(), rejected, alerts::add);
    each(
        connection, catalogue.rejected(), rejected, record -> rejected.add(String.valueOf(record)));
    Set<Pair> alerted =
        alerts.stream()
            .map(alert -> new Pair(alert.subscription(), alert.story()))
            .collect(Collectors.toSet());
    Set<Pair> covered =
        asked.stream()
            .filter(
                pair ->
                    alerted.contains(
                        new Pair(
                            pair.subscription(), stories.getOrDefault(pair.item(), pair.item()))))
            .collect(Collectors.toSet());
    return new Told(alerts, asked, covered, rejected);
  }

  private static void gained(StoryMatches matches, Set<Pair> asked) {
    for (SubscriptionMatch match : matches.matches()) {
      if (match.change() == Change.GAINED) {
        asked.add(new Pair(match.subscription(), matches.decision().item().id()));
      }
    }
  }

  private static <V> void each(
      KafkaConnection connection, KafkaTopic<V> topic, List<String> rejected, Consumer<V> reader) {
    new TopicReader(connection)
        .read(
            topic,
            entry -> {
              V value = entry.value();
              if (value != null) {
                reader.accept(value);
              }
            },
            unreadable -> rejected.add(unreadable.source() + ": " + unreadable.reason()));
  }

  /// The first alerts, as pairs of subscription and story.
  List<Pair> founded() {
    return alerts.stream()
        .filter(alert -> alert.kind() == Alert.Kind.NEW)
        .map(alert -> new Pair(alert.subscription(), alert.story()))
        .toList();
  }

  /// Every alert as text without its decision time.
  Set<String> words() {
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
  long otherFounders(Told other) {
    Set<String> theirs = other.alerts.stream().map(Alert::story).collect(Collectors.toSet());
    return alerts.stream().map(Alert::story).distinct().filter(id -> !theirs.contains(id)).count();
  }

  @Override
  public String toString() {
    return "%d alerts (%d of them first ones) of %d stories, for %d pairs of subscription and item"
        .formatted(
            alerts.size(),
            founded().size(),
            alerts.stream().map(Alert::story).distinct().count(),
            covered.size());
  }
}
