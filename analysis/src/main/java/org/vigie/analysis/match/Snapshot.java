package org.vigie.analysis.match;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.Studied;

/// The subscriptions at one moment: a large segment, and a small one with the changes since the
/// large one was built. Immutable.
final class Snapshot {
  private final Segment base;
  private final Segment recent;
  private final Set<String> changed;

  /// @param base the large segment
  /// @param recent changed subscriptions by id; they hide their older versions in the base
  Snapshot(Segment base, Map<String, Entry> recent) {
    this.base = base;
    this.recent = new Segment(recent.values());
    changed = Set.copyOf(recent.keySet());
  }

  /// Returns every subscription that could match a text.
  Collection<Entry> candidates(Studied studied) {
    Set<Entry> found = new HashSet<>();
    base.candidates(studied, found);
    if (!changed.isEmpty()) {
      found.removeIf(entry -> changed.contains(entry.subscription().id()));
      recent.candidates(studied, found);
    }
    return found;
  }
}
