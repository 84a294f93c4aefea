package org.vigie.admin.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Identity;
import org.vigie.model.Subscription;

/// Which alerts of a replay are given to the notifier: for each story that was not alerted live,
/// one alert that tells it as it was at the end of the replay.
///
/// An alert has the id that live operation would give it, that of the live story of its article
/// where there is one: if live operation raises the first alert of that story later, the ledger
/// knows its delivery already.
///
/// @param run the id of the replay
/// @param liveStories the live story of an article, by the id of the article
/// @param subscriptions the newest version of each subscription, by its id
/// @param now the time at which the alerts are promoted
record PromotionPlan(
    String run,
    Map<String, String> liveStories,
    Map<String, Subscription> subscriptions,
    Instant now) {

  /// The alerts, those of one subscription side by side, the oldest article first.
  List<Alert> createAlerts(List<AlertedStory> added) {
    Map<String, Alert> byId = new LinkedHashMap<>();
    for (AlertedStory story : added) {
      Alert alert = createAlert(story);
      if (alert != null) {
        // Two stories of the replay may be one of live operation, which alerts once.
        byId.putIfAbsent(alert.id(), alert);
      }
    }
    return byId.values().stream()
        .sorted(
            Comparator.comparing(Alert::subscription)
                .thenComparing(alert -> alert.timeline().seen())
                .thenComparing(Alert::id))
        .toList();
  }

  /// Null if there is nobody to tell, or nothing left to tell: the article was corrected.
  private @Nullable Alert createAlert(AlertedStory story) {
    Subscription newest = subscriptions.get(story.subscription());
    Alert last = story.last();
    String id = findStory(story);
    if (newest == null
        || newest.state() == Subscription.State.REMOVED
        || last.kind() == Alert.Kind.CORRECTION
        || newest.telling().muted().contains(id)
        || newest.telling().muted().contains(story.story())) {
      return null;
    }
    Alert.Coverage coverage = last.coverage();
    Alert.Timeline times = last.timeline();
    return new Alert(
        Identity.alertId(story.subscription(), id),
        Alert.Revision.promotedFrom(run),
        last.recipient(),
        new Alert.Coverage(id, coverage.outlets(), coverage.outletNames(), coverage.sources()),
        last.source(),
        last.findings(),
        new Alert.Timeline(times.published(), times.seen(), times.fetched(), now));
  }

  /// The live story of the article that is told, else of any article of the story.
  private String findStory(AlertedStory story) {
    String ofLast = liveStories.get(story.last().item());
    return ofLast != null
        ? ofLast
        : story.items().stream()
            .sorted()
            .map(liveStories::get)
            .filter(found -> found != null)
            .findFirst()
            .orElse(story.story());
  }

  /// Leaves out what the ledger knows: it was sent so long ago that Kafka has forgotten the alert.
  ///
  /// @param told ids of alerts on the ledger
  static List<Alert> removeTold(List<Alert> alerts, Set<String> told) {
    return alerts.stream().filter(alert -> !told.contains(alert.id())).toList();
  }
}
