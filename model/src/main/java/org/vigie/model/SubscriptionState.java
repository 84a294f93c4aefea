package org.vigie.model;

import java.time.Instant;

/// The observed state of a subscription that is in trouble: the value of the Kafka topic
/// `vigie.subscription-states`. The record is kept as long as the problem lasts.
///
/// @param subscription the id of the subscription
/// @param aspect what is in trouble: [#RULE]; another version may write others
/// @param version the version of the subscription that is in trouble
/// @param problem a description of the problem
/// @param since when the problem was found
public record SubscriptionState(
    String subscription, String aspect, int version, String problem, Instant since) {
  /// The aspect of a subscription whose query cannot be parsed and which therefore matches nothing.
  /// Streams writes it.
  public static final String RULE = "rule";

  /// Rejects a state without subscription, aspect, problem or time.
  public SubscriptionState {
    Checks.requireId("subscription", subscription);
    Checks.requireId("aspect", aspect);
    Checks.checkCount("version", version, 0);
    Checks.requireText("problem", problem);
    Checks.requireTime("since", since);
  }

  /// The Kafka record key: `subscription/aspect`. It never equals the key of a [Subscription].
  public String key() {
    return subscription + "/" + aspect;
  }
}
