package org.vigie.streams;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.streams.store.SubscriptionGlobalStore;

/// Finds the subscriptions that are disabled because their record or their rule cannot be read.
/// Thread-safe.
final class DisabledSubscriptions {
  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  private final SubscriptionGlobalStore store;
  private final SubscriptionIndex index;
  private volatile RecentCount recent = new RecentCount(0, 0, false);

  DisabledSubscriptions(SubscriptionGlobalStore store, SubscriptionIndex index) {
    this.store = store;
    this.index = index;
  }

  private record RecentCount(int count, long takenNanos, boolean taken) {}

  /// The reason for each disabled subscription, by key.
  Map<String, String> find() {
    Map<String, String> disabled = new TreeMap<>(store.listUnreadable());
    index.findFaults().forEach(fault -> disabled.put(fault.subscription().key(), fault.problem()));
    return disabled;
  }

  /// Their number, up to a second old: health is read many times a second, and counting looks at
  /// every subscription.
  int countRecently() {
    RecentCount last = recent;
    if (!last.taken() || System.nanoTime() - last.takenNanos() > MAX_AGE.toNanos()) {
      last = new RecentCount(find().size(), System.nanoTime(), true);
      recent = last;
    }
    return last.count();
  }
}
