package org.vigie.model;

import java.time.Instant;

/// A fact about a subscription that its owner should know: the value of
/// `vigie.subscription-states`, kept as long as the trouble lasts.
///
/// @param subscription the id of the subscription
/// @param aspect what is in trouble: [#RULE], or `endpoint:` and the name of a channel
/// @param version the version of the subscription that is in trouble
/// @param problem what is wrong, in words
/// @param since when it was found
public record SubscriptionState(
    String subscription, String aspect, int version, String problem, Instant since) {
  /// What a subscription asks for: it cannot be read and matches nothing. Written by streams.
  public static final String RULE = "rule";

  /// Refuses a state of nothing.
  public SubscriptionState {
    Words.required("subscription", subscription);
    Words.required("aspect", aspect);
    Words.required("problem", problem);
    if (since == null) {
      throw new IllegalArgumentException("state of " + subscription + " has no time");
    }
  }

  /// The key: subscription and aspect. A fact never shares a key with a wish.
  public String key() {
    return subscription + "/" + aspect;
  }
}
