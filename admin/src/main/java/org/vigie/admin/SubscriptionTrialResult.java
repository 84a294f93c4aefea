package org.vigie.admin;

import java.time.Instant;
import java.util.List;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Subscription;

/// The result of a test.
///
/// @param subscription that was tested
/// @param alerts that it would have raised, in order
/// @param articles number of articles of that time that were not too old to alert
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
      SubscriptionTrial trial) {
    Backtest.BacktestOutcome outcome =
        Backtest.ofLiveOperation(analyser, List.of(subscription), trial.maxAge())
            .runAndCount(items, now.minus(trial.last()), now.plusSeconds(1));
    return new SubscriptionTrialResult(
        subscription, outcome.alerts(), outcome.articles(), outcome.matching());
  }
}
