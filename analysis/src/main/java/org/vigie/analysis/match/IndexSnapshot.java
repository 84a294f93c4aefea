package org.vigie.analysis.match;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.AnalysedItem;

/// The subscriptions at one moment: a large segment, and a small one with the changes since the
/// large one was built. Immutable.
final class IndexSnapshot {
  private final IndexSegment base;
  private final IndexSegment recent;
  private final Set<String> changed;

  /// @param base the large segment
  /// @param recent changed subscriptions by id; they hide their older versions in the base
  IndexSnapshot(IndexSegment base, Map<String, IndexedSubscription> recent) {
    this.base = base;
    this.recent = new IndexSegment(recent.values());
    changed = Set.copyOf(recent.keySet());
  }

  /// Returns every subscription that could match a text.
  Collection<IndexedSubscription> findCandidates(AnalysedItem item) {
    Set<IndexedSubscription> found = new HashSet<>();
    base.addCandidates(item, found);
    if (!changed.isEmpty()) {
      found.removeIf(entry -> changed.contains(entry.subscription().id()));
      recent.addCandidates(item, found);
    }
    return found;
  }
}
