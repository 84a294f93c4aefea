package org.vigie.analysis.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

/// The subscriptions that decisions ask.
public interface Subscriptions {
  /// Takes a version in.
  void take(Subscription version);

  /// Those to be asked about a decision of this moment. Moments never go back.
  SubscriptionIndex at(Instant moment);

  /// What a subscription was at a moment, null where none of its versions is known for it.
  @Nullable Subscription get(String id, Instant moment);

  /// Subscriptions as they stand now, whatever moment is asked. Safe for one writer and any number
  /// of readers.
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
