package org.vigie.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alert on its way to a person by one channel: the value of `vigie.deliveries`, the ledger.
///
/// @param id see [Identity#deliveryId]; the same on every attempt
/// @param alert the id of the alert
/// @param seq the update number of the alert
/// @param subscription the id of the subscription, by which the ledger is partitioned
/// @param channel the name of the channel
/// @param status where it stands
/// @param attempts how many were made
/// @param lastAttempt null before the first
/// @param nextAttempt when it is due, null once it has ended
/// @param problem the last failure in words, null without one
public record Delivery(
    String id,
    String alert,
    int seq,
    String subscription,
    String channel,
    Status status,
    int attempts,
    @Nullable Instant lastAttempt,
    @Nullable Instant nextAttempt,
    @Nullable String problem) {
  /// Refuses a delivery without its ids.
  public Delivery {
    Words.required("delivery id", id);
    Words.required("alert", alert);
    Words.required("subscription", subscription);
  }

  /// Where a delivery stands.
  public enum Status {
    /// To be tried, or tried again.
    PENDING("pending", false),
    /// Arrived.
    DELIVERED("delivered", true),
    /// Given up, kept for a person to look at.
    FAILED("failed", true),
    /// Not sent, because its subscription was removed.
    CANCELLED("cancelled", true);

    private final String word;
    private final boolean ended;

    Status(String word, boolean ended) {
      this.word = word;
      this.ended = ended;
    }

    /// True where no attempt follows.
    public boolean ended() {
      return ended;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }
}
