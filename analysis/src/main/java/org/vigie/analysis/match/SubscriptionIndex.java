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
import org.vigie.analysis.Studied;
import org.vigie.model.Alert;
import org.vigie.model.Change;
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

  private final Map<String, Entry> newest = new ConcurrentHashMap<>();
  private final Map<String, Entry> recent = new HashMap<>();
  private Segment base = new Segment(List.of());
  private volatile @Nullable Snapshot snapshot;

  /// Adds a version; a version older than the known one is ignored. An invalid query disables its
  /// subscription, see [#faults].
  public synchronized void put(Subscription subscription) {
    Entry known = newest.get(subscription.id());
    if (known != null && known.subscription().version() > subscription.version()) {
      return;
    }
    Entry entry = Entry.of(subscription);
    newest.put(subscription.id(), entry);
    recent.put(subscription.id(), entry);
    snapshot = null;
  }

  /// Returns the newest version, null if the id is unknown.
  public @Nullable Subscription get(String id) {
    Entry entry = newest.get(id);
    return entry == null ? null : entry.subscription();
  }

  /// Matches a new version of an item against all subscriptions of one moment. Returns gained, kept
  /// and lost matches, sorted by subscription id.
  ///
  /// @param before earlier version, null for a new item
  public List<SubscriptionMatch> changes(@Nullable Studied before, Studied now) {
    Snapshot asked = snapshot();
    Set<Entry> matchedBefore = before == null ? Set.of() : matches(asked, before);
    Set<Entry> matchNow = matches(asked, now);
    List<SubscriptionMatch> changes = new ArrayList<>();
    for (Entry entry : matchNow) {
      changes.add(change(entry, matchedBefore.contains(entry) ? Change.KEPT : Change.GAINED));
    }
    for (Entry entry : matchedBefore) {
      if (!matchNow.contains(entry)) {
        changes.add(change(entry, Change.LOST));
      }
    }
    changes.sort(Comparator.comparing(SubscriptionMatch::subscription));
    return changes;
  }

  private static Set<Entry> matches(Snapshot asked, Studied studied) {
    Page page = new Page(studied);
    Set<Entry> matches = new HashSet<>();
    for (Entry entry : asked.candidates(studied)) {
      if (entry.matches(page)) {
        matches.add(entry);
      }
    }
    return matches;
  }

  private static SubscriptionMatch change(Entry entry, Change change) {
    Subscription subscription = entry.subscription();
    return new SubscriptionMatch(subscription.id(), subscription.version(), change);
  }

  private Snapshot snapshot() {
    Snapshot current = snapshot;
    return current == null ? index() : current;
  }

  private synchronized Snapshot index() {
    Snapshot current = snapshot;
    if (current == null) {
      if (recent.size() > CHANGES_PER_ROOT * Math.sqrt(newest.size())) {
        base = new Segment(newest.values());
        recent.clear();
      }
      current = new Snapshot(base, recent);
      snapshot = current;
    }
    return current;
  }

  /// Returns the evidence of a query match; null if the subscription has no query or does not
  /// match. Spans are in the order of the text; their signal is the part of the query that they
  /// satisfy.
  public Alert.@Nullable QueryMatch explain(Subscription subscription, Studied studied) {
    Entry known = newest.get(subscription.id());
    boolean same = known != null && known.subscription().equals(subscription);
    Plan query = (known != null && same ? known : Entry.of(subscription)).query();
    Page page = new Page(studied);
    if (query == null || !query.matches(page)) {
      return null;
    }
    Reasons reasons = new Reasons(page);
    query.explain(page, reasons);
    return new Alert.QueryMatch(reasons.inOrder());
  }

  /// Returns the subscriptions that are disabled because of an invalid query, sorted by id.
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (Entry entry : newest.values()) {
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
