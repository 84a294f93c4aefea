package org.vigie.admin;

import java.time.Instant;
import java.util.List;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.model.Alert;
import org.vigie.model.Subscription;

/// The result of a test.
///
/// @param subscription that was tested
/// @param alerts that it would have raised, in order
/// @param articles number of articles of that time that were not too old to alert
/// @param matching number of those that match
/// @param leftOut number of those that would match but for their form, which the subscription
///     leaves out
/// @param repeats number of alerts left out because another story has told the same
/// @param unjudged item versions on which nothing could be decided
public record SubscriptionTrialResult(
    Subscription subscription,
    List<Alert> alerts,
    long articles,
    long matching,
    long leftOut,
    long repeats,
    List<Backtest.UnjudgedItem> unjudged) {
  /// Copies the lists.
  public SubscriptionTrialResult {
    alerts = List.copyOf(alerts);
    unjudged = List.copyOf(unjudged);
  }

  /// The number of stories that would have raised an alert.
  public long countNew() {
    return alerts.stream().filter(alert -> alert.kind() == Alert.Kind.NEW).count();
  }

  static SubscriptionTrialResult compute(
      TextAnalyser analyser,
      Subscription subscription,
      Backtest.PastItemSource items,
      Instant now,
      SubscriptionTrial trial) {
    Backtest.BacktestOutcome outcome =
        Backtest.ofLiveOperation(analyser, List.of(subscription), trial.maxAge())
            .runAndCount(items, now.minus(trial.last()), now.plusSeconds(1));
    return new SubscriptionTrialResult(
        subscription,
        outcome.alerts(),
        outcome.articles(),
        outcome.matching(),
        outcome.leftOut(),
        outcome.repeats(),
        outcome.unjudged());
  }
}
