package org.vigie.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one subscription relates to an item version.
///
/// @param subscription the id of the subscription
/// @param version the version of the subscription that was evaluated
/// @param change gained, kept or lost
public record SubscriptionMatch(String subscription, int version, MatchChange change) {
  /// Rejects a match without subscription or change, and a version below 1.
  public SubscriptionMatch {
    Checks.requireId("subscription", subscription);
    Checks.checkCount("version", version, 1);
    Checks.require("change", change);
  }

  /// A copy of at most [DecisionRecord#MAX_GROUP] matches; null reads as none.
  static List<SubscriptionMatch> copy(@Nullable List<SubscriptionMatch> matches) {
    return Checks.copy("matches", matches == null ? List.of() : matches, DecisionRecord.MAX_GROUP);
  }
}
