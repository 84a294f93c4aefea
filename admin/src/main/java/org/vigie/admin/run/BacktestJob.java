package org.vigie.admin.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.index.ArticleCounts;

/// A backtest in the background. The component names are those of the REST API.
///
/// @param subscription id of the subscription; empty for one that need not exist
/// @param from start of the range, inclusive
/// @param to end of the range, exclusive
/// @param started when it was asked for
/// @param done item versions that are decided
/// @param total item versions of the range; 0 while it waits and while they are being read
/// @param problem why it failed; null if it did not
/// @param result null until it has finished
public record BacktestJob(
    String id,
    String subscription,
    Instant from,
    Instant to,
    RunState state,
    Instant started,
    long done,
    long total,
    @Nullable String problem,
    @Nullable BacktestSummary result) {
  /// The same further on.
  BacktestJob withProgress(long nowDone, long nowTotal) {
    return new BacktestJob(
        id, subscription, from, to, state, started, nowDone, nowTotal, problem, result);
  }

  /// The same at its end.
  BacktestJob withEnd(RunState end, @Nullable String why, @Nullable BacktestSummary found) {
    return new BacktestJob(id, subscription, from, to, end, started, done, total, why, found);
  }

  /// What a backtest found.
  ///
  /// @param articles item versions in the range
  /// @param matching articles that match
  /// @param alerts number of alerts, updates and corrections included
  /// @param newAlerts number of stories that would have alerted
  /// @param byMonth number of alerts by month of Europe/Paris, such as `2025-03`, sorted
  /// @param byTopic number of alerts by topic, the most frequent first
  /// @param samples the newest alerts
  public record BacktestSummary(
      long articles,
      long matching,
      long alerts,
      long newAlerts,
      List<ArticleCounts.IdCount> byMonth,
      List<ArticleCounts.IdCount> byTopic,
      List<AlertNotice> samples) {
    /// Copies the lists.
    public BacktestSummary {
      byMonth = List.copyOf(byMonth);
      byTopic = List.copyOf(byTopic);
      samples = List.copyOf(samples);
    }
  }
}
