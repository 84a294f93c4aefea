package org.vigie.notifier.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Subscription;

/// The versions of subscriptions.
interface SubscriptionLookup {
  /// The newest version; null if there is none.
  @Nullable Subscription findNewest(String id);

  /// The version in force at this time; null if there was none.
  @Nullable Subscription findVersionAt(String id, Instant time);
}
