package org.vigie.model;

import java.time.Instant;

/// A person's wish that a delivery be tried once more: the value of `vigie.retries`.
///
/// @param delivery the id of the delivery
/// @param subscription the id of its subscription, by which the wishes are partitioned as the
///     deliveries are
/// @param asked when
public record Retry(String delivery, String subscription, Instant asked) {
  /// Refuses a wish without its ids.
  public Retry {
    Words.required("delivery", delivery);
    Words.required("subscription", subscription);
  }
}
