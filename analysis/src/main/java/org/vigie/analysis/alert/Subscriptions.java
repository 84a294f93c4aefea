package org.vigie.analysis.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

/// Access to the subscription versions in force at a decision.
public interface Subscriptions {
  /// Adds a version.
  void take(Subscription version);

  /// Returns the index of the versions in force at a time. Times must not decrease.
  SubscriptionIndex at(Instant moment);

  /// Returns the version of a subscription in force at a time, null if none is known.
  @Nullable Subscription get(String id, Instant moment);

  /// Returns the current versions for every time. Safe for one writer and any number of readers.
  static Subscriptions current(SubscriptionIndex index) {
    return new Subscriptions() {
      @Override
      public void take(Subscription version) {
        index.put(version);
      }

      @Override
      public SubscriptionIndex at(Instant moment) {
        return index;
      }

      @Override
      public @Nullable Subscription get(String id, Instant moment) {
        return index.get(id);
      }
    };
  }
}
