package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.AnalysedItem;
import org.vigie.model.Alert;
import org.vigie.model.MatchChange;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;

/// Index of the subscriptions in force. Safe for one writer and any number of readers.
///
/// [#put] only records a change; the next match indexes all recorded changes. Loading 100,000
/// subscriptions therefore builds the index once.
public final class SubscriptionIndex {
  /// Maximum number of changes kept beside the large segment, as a multiple of the square root of
  /// its size. Balances re-indexing the changes after every change against rebuilding the large
  /// segment.
  private static final int CHANGES_PER_ROOT = 4;

  private final Map<String, IndexedSubscription> newest = new ConcurrentHashMap<>();
  private final Map<String, IndexedSubscription> recent = new HashMap<>();
  private IndexSegment base = new IndexSegment(List.of());
  private volatile @Nullable IndexSnapshot snapshot;

  /// Adds a version; a version older than the known one is ignored. An invalid query disables its
  /// subscription, see [#findFaults].
  public synchronized void put(Subscription subscription) {
    IndexedSubscription known = newest.get(subscription.id());
    if (known != null && known.subscription().version() > subscription.version()) {
      return;
    }
    IndexedSubscription entry = IndexedSubscription.of(subscription);
    newest.put(subscription.id(), entry);
    recent.put(subscription.id(), entry);
    snapshot = null;
  }

  /// Returns the newest version, null if the id is unknown.
  public @Nullable Subscription get(String id) {
    IndexedSubscription entry = newest.get(id);
    return entry == null ? null : entry.subscription();
  }

  /// Matches a new version of an item against all subscriptions of one moment. Returns gained, kept
  /// and lost matches, sorted by subscription id. A match that only the form takes away is not
  /// returned as lost: the article still says what was told. It is lost with the version that would
  /// not match in any form.
  ///
  /// @param before earlier version, null for a new item
  public List<SubscriptionMatch> findMatches(@Nullable AnalysedItem before, AnalysedItem now) {
    IndexSnapshot snapshot = currentSnapshot();
    Set<IndexedSubscription> matchedBefore =
        before == null ? Set.of() : findMatchingInAnyForm(snapshot, before);
    Set<IndexedSubscription> matchNow = findMatchingInAnyForm(snapshot, now);
    List<SubscriptionMatch> changes = new ArrayList<>();
    for (IndexedSubscription entry : matchNow) {
      if (entry.takesFormOf(now)) {
        boolean kept = before != null && matchedBefore.contains(entry) && entry.takesFormOf(before);
        changes.add(createMatch(entry, kept ? MatchChange.KEPT : MatchChange.GAINED));
      }
    }
    for (IndexedSubscription entry : matchedBefore) {
      if (!matchNow.contains(entry)) {
        changes.add(createMatch(entry, MatchChange.LOST));
      }
    }
    changes.sort(Comparator.comparing(SubscriptionMatch::subscription));
    return changes;
  }

  private static Set<IndexedSubscription> findMatchingInAnyForm(
      IndexSnapshot snapshot, AnalysedItem item) {
    IndexedText text = new IndexedText(item);
    Set<IndexedSubscription> matches = new HashSet<>();
    for (IndexedSubscription entry : snapshot.findCandidates(item)) {
      if (entry.matchesInAnyForm(text)) {
        matches.add(entry);
      }
    }
    return matches;
  }

  private static SubscriptionMatch createMatch(IndexedSubscription entry, MatchChange change) {
    Subscription subscription = entry.subscription();
    return new SubscriptionMatch(subscription.id(), subscription.version(), change);
  }

  private IndexSnapshot currentSnapshot() {
    IndexSnapshot current = snapshot;
    return current == null ? createSnapshot() : current;
  }

  private synchronized IndexSnapshot createSnapshot() {
    IndexSnapshot current = snapshot;
    if (current == null) {
      if (recent.size() > CHANGES_PER_ROOT * Math.sqrt(newest.size())) {
        base = new IndexSegment(newest.values());
        recent.clear();
      }
      current = new IndexSnapshot(base, recent);
      snapshot = current;
    }
    return current;
  }

  /// Returns the evidence of a query match; null if the subscription has no query or does not
  /// match. Spans are in the order of the text; their signal is the part of the query that they
  /// satisfy.
  public Alert.@Nullable QueryMatch explain(Subscription subscription, AnalysedItem item) {
    IndexedSubscription known = newest.get(subscription.id());
    boolean same = known != null && known.subscription().equals(subscription);
    QueryPlan query =
        (known != null && same ? known : IndexedSubscription.of(subscription)).queryPlan();
    IndexedText text = new IndexedText(item);
    if (query == null || !query.matches(text)) {
      return null;
    }
    QueryEvidence reasons = new QueryEvidence(text);
    query.addEvidence(text, reasons);
    return new Alert.QueryMatch(reasons.sortByPosition());
  }

  /// Returns the subscriptions that are disabled because of an invalid query, sorted by id.
  public List<Fault> findFaults() {
    List<Fault> faults = new ArrayList<>();
    for (IndexedSubscription entry : newest.values()) {
      String problem = entry.problem();
      if (problem != null && entry.subscription().state() != Subscription.State.REMOVED) {
        faults.add(new Fault(entry.subscription(), problem));
      }
    }
    faults.sort(Comparator.comparing(fault -> fault.subscription().id()));
    return faults;
  }

  /// A disabled subscription and the reason.
  public record Fault(Subscription subscription, String problem) {}
}
