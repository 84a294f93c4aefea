package org.vigie.analysis.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.ArticleForm;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.DecisionRecord;
import org.vigie.model.FormMatch;
import org.vigie.model.Item;
import org.vigie.model.SubscriptionMatch;

/// Decides on accepted item versions. Thread-safe if its subscriptions are.
public final class ItemDecider {
  private final TextAnalyser analyser;
  private final SubscriptionVersions subscriptions;
  private final AudienceRules audience;
  private final ToIntFunction<String> partition;

  /// @param analyser classifies texts
  /// @param subscriptions subscriptions to match
  /// @param audience rules of who may be alerted
  /// @param partition returns the alert partition of a subscription id
  public ItemDecider(
      TextAnalyser analyser,
      SubscriptionVersions subscriptions,
      AudienceRules audience,
      ToIntFunction<String> partition) {
    this.analyser = analyser;
    this.subscriptions = subscriptions;
    this.audience = audience;
    this.partition = partition;
  }

  /// Decides on a version. Returns the decision, followed by the matching subscriptions in groups;
  /// no group if the version may reach nobody. Both versions are matched against the subscriptions
  /// of one moment, so that a new subscription never fires on an old text.
  ///
  /// @param before earlier version, null for a new item
  /// @param decided time of the decision
  public List<DecisionRecord> decide(@Nullable Item before, Item item, Instant decided) {
    AnalysedItem now = analyse(item);
    DecisionRecord.Decision decision =
        new DecisionRecord.Decision(
            item,
            EvidenceBudget.limitFindings(now.findings()),
            audience.decideAudience(item, decided),
            decided);
    List<DecisionRecord> all = new ArrayList<>();
    all.add(decision);
    if (decision.audience() == Audience.SUBSCRIBERS) {
      AnalysedItem old = before == null ? null : analyse(before);
      all.addAll(groupByPartition(decision, subscriptions.indexAt(decided).findMatches(old, now)));
    }
    return all;
  }

  /// A live page stays one when its outlet takes the label away.
  private AnalysedItem analyse(Item item) {
    AnalysedItem analysed = analyser.analyse(item.content(), item.outlet());
    Classification findings = analysed.findings();
    return item.livePage() && findings.form().form() != ArticleForm.LIVE
        ? new AnalysedItem(
            analysed.text(),
            findings.withForm(new FormMatch(ArticleForm.LIVE, List.of())),
            analysed.outlet())
        : analysed;
  }

  private List<DecisionRecord.MatchGroup> groupByPartition(
      DecisionRecord.Decision decision, List<SubscriptionMatch> matches) {
    SortedMap<Integer, List<SubscriptionMatch>> byPartition = new TreeMap<>();
    for (SubscriptionMatch match : matches) {
      byPartition
          .computeIfAbsent(partition.applyAsInt(match.subscription()), p -> new ArrayList<>())
          .add(match);
    }
    List<DecisionRecord.MatchGroup> groups = new ArrayList<>();
    byPartition.forEach((p, all) -> addGroups(decision, p, all, groups));
    return groups;
  }

  private static void addGroups(
      DecisionRecord.Decision decision,
      int partition,
      List<SubscriptionMatch> matches,
      List<DecisionRecord.MatchGroup> groups) {
    for (int from = 0; from < matches.size(); from += DecisionRecord.MAX_GROUP) {
      int to = Math.min(matches.size(), from + DecisionRecord.MAX_GROUP);
      groups.add(new DecisionRecord.MatchGroup(decision, partition, matches.subList(from, to)));
    }
  }
}
