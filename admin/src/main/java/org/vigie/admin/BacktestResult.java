package org.vigie.admin;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.alert.Backtest;
import org.vigie.ingest.archive.ArchiveReport;
import org.vigie.model.Alert;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;

/// The result of a backtest.
///
/// @param alerts in the order in which they would have been raised
/// @param itemVersions number of item versions in the range
/// @param subscriptions those that were matched
/// @param matching number of articles that match one of them
/// @param leftOutArticles number of articles that would match one but for their form, which it
///     leaves out
/// @param repeats number of alerts left out because another story has told the same
/// @param leftOut subscriptions that cannot be matched
/// @param unjudged item versions on which nothing could be decided
/// @param archives what was read of the named archives; null if the archive of the cluster was used
public record BacktestResult(
    List<Alert> alerts,
    long itemVersions,
    List<Subscription> subscriptions,
    long matching,
    long leftOutArticles,
    long repeats,
    List<LeftOut> leftOut,
    List<Backtest.UnjudgedItem> unjudged,
    @Nullable ArchiveReport archives) {
  /// Copies the lists.
  public BacktestResult {
    alerts = List.copyOf(alerts);
    subscriptions = List.copyOf(subscriptions);
    leftOut = List.copyOf(leftOut);
    unjudged = List.copyOf(unjudged);
  }

  /// A subscription that cannot be matched.
  ///
  /// @param problem why, in words
  public record LeftOut(String subscription, String problem) {}

  /// Returns whether all subscriptions were matched, all of the archives was read and something was
  /// decided on every item version.
  public boolean isComplete() {
    return leftOut.isEmpty()
        && unjudged.isEmpty()
        && (archives == null || archives.problems().isEmpty());
  }

  /// The number of alerts by month of the zone, such as `2025-03`, sorted.
  public Map<String, Long> countByMonth(ZoneId zone) {
    return count(
        alert -> Stream.of(YearMonth.from(alert.timeline().seen().atZone(zone)).toString()));
  }

  /// The number of alerts by subscription id, sorted.
  public Map<String, Long> countBySubscription() {
    return count(alert -> Stream.of(alert.subscription()));
  }

  /// The number of alerts by topic, sorted; an alert of several topics counts for each.
  public Map<String, Long> countByTopic() {
    return count(alert -> alert.topics().stream().map(TopicMatch::topic));
  }

  private Map<String, Long> count(Function<Alert, Stream<String>> words) {
    return alerts.stream()
        .flatMap(words)
        .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
  }
}
