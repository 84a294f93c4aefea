package org.vigie.admin.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.vigie.admin.AdminException;
import org.vigie.admin.AlertLog;
import org.vigie.admin.KafkaCall;
import org.vigie.admin.RequestStore;
import org.vigie.model.Alert;
import org.vigie.model.ReplayRun;
import org.vigie.model.Story;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Compares a finished replay with live operation, and gives to the notifier what that missed.
///
/// Promoted alerts become alerts of `vigie.alerts`. A second promotion finds them there and gives
/// nothing again; after one that was ended half-way it gives the rest. If two run at the same time,
/// the ledger takes each delivery once, since both give it the same id.
record ReplayPromoter(KafkaConnection connection, InstantSource clock) {

  /// @param run a finished replay
  ReplayDiff diff(ReplayRun run) {
    return compare(run, readStories(Catalogue.live())).toDiff();
  }

  /// @param run a finished replay
  /// @param write whether the alerts are given to the notifier, or only counted
  ReplayPromotion promote(ReplayRun run, boolean write) {
    Map<String, Story> liveStories = readStories(Catalogue.live());
    ReplayComparison comparison = compare(run, liveStories);
    Instant now = clock.instant();
    PromotionPlan plan =
        new PromotionPlan(run.run(), indexByItem(liveStories.values()), readSubscriptions(), now);
    List<Alert> planned = plan.createAlerts(comparison.added());
    List<Alert> alerts = PromotionPlan.removeTold(planned, findOnLedger(planned));
    if (write) {
      write(alerts);
    }
    int stories = comparison.same().size() + comparison.added().size();
    return new ReplayPromotion(alerts.size(), stories - alerts.size());
  }

  private ReplayComparison compare(ReplayRun run, Map<String, Story> liveStories) {
    Catalogue replay = Catalogue.replay(run.run());
    List<AlertedStory> replayed = AlertedStory.of(readValues(replay.alerts()), readStories(replay));
    List<AlertedStory> live = AlertedStory.of(new AlertLog(connection).readAll(), liveStories);
    return ReplayComparison.of(live, replayed, run.from(), run.to());
  }

  private Map<String, Story> readStories(Catalogue catalogue) {
    return KafkaCall.execute(() -> scan(catalogue.stories()).latest());
  }

  private <V> List<V> readValues(KafkaTopic<V> topic) {
    return KafkaCall.execute(() -> scan(topic).values());
  }

  private <V> TopicScan<V> scan(KafkaTopic<V> topic) {
    return TopicScan.of(connection, topic).onUnreadable(letter -> {});
  }

  private static Map<String, String> indexByItem(Collection<Story> stories) {
    Map<String, String> byItem = new HashMap<>();
    stories.forEach(
        story -> story.members().forEach(member -> byItem.put(member.item(), story.id())));
    return byItem;
  }

  private Map<String, Subscription> readSubscriptions() {
    try (RequestStore store = new RequestStore(connection)) {
      return store.readNewestSubscriptions();
    }
  }

  private Set<String> findOnLedger(List<Alert> alerts) {
    Set<String> wanted = alerts.stream().map(Alert::id).collect(Collectors.toSet());
    Set<String> found = new HashSet<>();
    KafkaCall.run(
        () ->
            scan(Catalogue.live().deliverySummaries())
                .readValues(
                    delivery -> {
                      if (wanted.contains(delivery.alert())) {
                        found.add(delivery.alert());
                      }
                    }));
    return found;
  }

  private void write(List<Alert> alerts) {
    try (TopicWriter writer = TopicWriter.open(connection)) {
      List<CompletableFuture<RecordMetadata>> sent =
          alerts.stream().map(alert -> writer.write(Catalogue.live().alerts(), alert)).toList();
      sent.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new AdminException.KafkaUnavailable(
          "Kafka did not take all alerts; promote again for the rest: " + e.getCause(), e);
    }
  }
}
