package org.vigie.analysis.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.Studied;
import org.vigie.model.Audience;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.SubscriptionMatch;

/// Decides on accepted item versions. Thread-safe if its subscriptions are.
public final class Decider {
  private final Analyst analyst;
  private final Subscriptions subscriptions;
  private final AudienceRules audience;
  private final ToIntFunction<String> partition;

  /// @param analyst classifies texts
  /// @param subscriptions subscriptions to match
  /// @param audience rules of who may be alerted
  /// @param partition returns the alert partition of a subscription id
  public Decider(
      Analyst analyst,
      Subscriptions subscriptions,
      AudienceRules audience,
      ToIntFunction<String> partition) {
    this.analyst = analyst;
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
  public List<Decided> decide(@Nullable Item before, Item item, Instant decided) {
    Studied now = study(item);
    Decided.Decision decision =
        new Decided.Decision(
            item, EvidenceBudget.within(now.findings()), audience.of(item, decided), decided);
    List<Decided> all = new ArrayList<>();
    all.add(decision);
    if (decision.audience() == Audience.SUBSCRIBERS) {
      Studied old = before == null ? null : study(before);
      all.addAll(groups(decision, subscriptions.at(decided).changes(old, now)));
    }
    return all;
  }

  private Studied study(Item item) {
    return analyst.study(item.content(), item.outlet());
  }

  private List<Decided.MatchGroup> groups(
      Decided.Decision decision, List<SubscriptionMatch> matches) {
    SortedMap<Integer, List<SubscriptionMatch>> byPartition = new TreeMap<>();
    for (SubscriptionMatch match : matches) {
      byPartition
          .computeIfAbsent(partition.applyAsInt(match.subscription()), p -> new ArrayList<>())
          .add(match);
    }
    List<Decided.MatchGroup> groups = new ArrayList<>();
    byPartition.forEach((p, all) -> split(decision, p, all, groups));
    return groups;
  }

  private static void split(
      Decided.Decision decision,
      int partition,
      List<SubscriptionMatch> matches,
      List<Decided.MatchGroup> groups) {
    for (int from = 0; from < matches.size(); from += Decided.MAX_GROUP) {
      int to = Math.min(matches.size(), from + Decided.MAX_GROUP);
      groups.add(new Decided.MatchGroup(decision, partition, matches.subList(from, to)));
    }
  }
}
