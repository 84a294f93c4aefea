package org.vigie.model;

import java.time.Instant;

/// A person's request about a delivery: the value of the Kafka topic `vigie.retries`.
///
/// @param delivery the id of the delivery, or of a message that tells several
/// @param subscription the id of its subscription; requests are partitioned by it, as deliveries
///     are
/// @param asked when the request was made
/// @param action what is to be done; null, as in records written before the field was added, reads
///     as another attempt
public record RetryRequest(String delivery, String subscription, Instant asked, Action action) {
  /// Rejects a request without its ids and its time.
  public RetryRequest {
    Checks.requireId("delivery", delivery);
    Checks.requireId("subscription", subscription);
    Checks.requireTime("asked", asked);
    action = action == null ? Action.RETRY : action;
  }

  /// A request for another attempt.
  public RetryRequest(String delivery, String subscription, Instant asked) {
    this(delivery, subscription, asked, Action.RETRY);
  }

  /// What is to be done with a delivery.
  public enum Action {
    /// Attempt it once more, at once.
    RETRY("retry"),
    /// Cancel it if it has not arrived, and forget its content.
    DROP("drop");

    private final String jsonName;

    Action(String word) {
      this.jsonName = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return jsonName;
    }
  }
}
