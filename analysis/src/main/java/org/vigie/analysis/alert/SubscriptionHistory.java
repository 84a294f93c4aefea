package org.vigie.analysis.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

/// Subscription versions over time; each is in force from its `validFrom` on. Times passed to
/// [#indexAt] must not decrease. Thread-safe.
public final class SubscriptionHistory implements SubscriptionVersions {
  private static final Comparator<Subscription> BY_START =
      Comparator.comparing(Subscription::validFrom)
          .thenComparing(Subscription::id)
          .thenComparingInt(Subscription::version);

  private final SubscriptionIndex index;
  private final PriorityQueue<Subscription> waiting = new PriorityQueue<>(BY_START);
  private final Map<String, TreeMap<Instant, Subscription>> versions = new HashMap<>();

  /// @param index an empty index, filled as time advances
  public SubscriptionHistory(SubscriptionIndex index) {
    this.index = index;
  }

  /// Returns the newest version of each subscription, valid from the epoch on: the alerts that the
  /// current subscriptions would have received.
  public static List<Subscription> newestSinceEpoch(Collection<Subscription> versions) {
    Map<String, Subscription> newest = new TreeMap<>();
    versions.forEach(
        version ->
            newest.merge(
                version.id(), version, (old, now) -> now.version() > old.version() ? now : old));
    return newest.values().stream().map(one -> one.withValidFrom(Instant.EPOCH)).toList();
  }

  @Override
  public synchronized void addVersion(Subscription version) {
    waiting.add(version);
    versions
        .computeIfAbsent(version.id(), id -> new TreeMap<>())
        .merge(
            version.validFrom(), version, (old, now) -> now.version() >= old.version() ? now : old);
  }

  @Override
  public synchronized SubscriptionIndex indexAt(Instant moment) {
    for (Subscription next = waiting.peek();
        next != null && !next.validFrom().isAfter(moment);
        next = waiting.peek()) {
      index.put(waiting.remove());
    }
    return index;
  }

  @Override
  public synchronized @Nullable Subscription findVersion(String id, Instant moment) {
    TreeMap<Instant, Subscription> known = versions.get(id);
    Map.Entry<Instant, Subscription> entry = known == null ? null : known.floorEntry(moment);
    return entry == null ? null : entry.getValue();
  }
}
