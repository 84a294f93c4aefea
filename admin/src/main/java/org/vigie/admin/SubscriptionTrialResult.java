package org.vigie.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Subscription;

/// The result of a test.
///
/// @param subscription that was tested
/// @param alerts that it would have raised, in order
/// @param articles number of articles of that time
/// @param matching number of those that match
public record SubscriptionTrialResult(
    Subscription subscription, List<Alert> alerts, long articles, long matching) {
  /// Copies the list.
  public SubscriptionTrialResult {
    alerts = List.copyOf(alerts);
  }

  /// The number of stories that would have raised an alert.
  public long countNew() {
    return alerts.stream().filter(alert -> alert.kind() == Alert.Kind.NEW).count();
  }

  static SubscriptionTrialResult compute(
      TextAnalyser analyser,
      Subscription subscription,
      List<Item> items,
      Instant now,
      Duration last) {
    Instant from = now.minus(last);
    List<Alert> alerts =
        new Backtest(analyser, List.of(subscription)).run(items, from, now.plusSeconds(1));
    List<Item> recent = items.stream().filter(item -> !item.seen().isBefore(from)).toList();
    return new SubscriptionTrialResult(
        subscription,
        alerts,
        countArticles(recent.stream()),
        countArticles(selectMatching(analyser, subscription, recent)));
  }

  private static Stream<Item> selectMatching(
      TextAnalyser analyser, Subscription subscription, List<Item> items) {
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(subscription);
    return items.stream()
        .filter(
            item ->
                !index
                    .findMatches(null, analyser.analyse(item.content(), item.outlet()))
                    .isEmpty());
  }

  private static long countArticles(Stream<Item> versions) {
    return versions.map(Item::id).distinct().count();
  }
}
