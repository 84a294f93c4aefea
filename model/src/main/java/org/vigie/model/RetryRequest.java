package org.vigie.model;

import java.time.Instant;

/// A person's request to attempt a delivery once more: the value of the Kafka topic
/// `vigie.retries`.
///
/// @param delivery the id of the delivery
/// @param subscription the id of its subscription; requests are partitioned by it, as deliveries
///     are
/// @param asked when the request was made
public record RetryRequest(String delivery, String subscription, Instant asked) {
  /// Rejects a request without its ids and its time.
  public RetryRequest {
    Checks.requireId("delivery", delivery);
    Checks.requireId("subscription", subscription);
    Checks.requireTime("asked", asked);
  }
}
