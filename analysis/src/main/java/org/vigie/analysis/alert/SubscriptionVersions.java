package org.vigie.analysis.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

/// Access to the subscription versions in force at a decision.
public interface SubscriptionVersions {
  /// Adds a version.
  void addVersion(Subscription version);

  /// Returns the index of the versions in force at a time. Times must not decrease.
  SubscriptionIndex indexAt(Instant moment);

  /// Returns the version of a subscription in force at a time, null if none is known.
  @Nullable Subscription findVersion(String id, Instant moment);

  /// Returns the current versions for every time. Safe for one writer and any number of readers.
  static SubscriptionVersions ofIndex(SubscriptionIndex index) {
    return new SubscriptionVersions() {
      @Override
      public void addVersion(Subscription version) {
        index.put(version);
      }

      @Override
      public SubscriptionIndex indexAt(Instant moment) {
        return index;
      }

      @Override
      public @Nullable Subscription findVersion(String id, Instant moment) {
        return index.get(id);
      }
    };
  }
}
