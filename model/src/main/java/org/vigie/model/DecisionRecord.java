package org.vigie.model;

import java.time.Instant;
import java.util.List;

/// The values of the Kafka topic `vigie.decided`: for each accepted item version first its
/// [Decision], then the matching subscriptions in [MatchGroup]s of bounded size.
public sealed interface DecisionRecord {
  /// The maximum number of subscriptions in one record, which bounds the size of a record.
  int MAX_GROUP = 500;

  /// The item version that was decided.
  Item item();

  /// The decision on an item version.
  ///
  /// @param item the item version
  /// @param findings topics, countries and codes
  /// @param audience whether subscribers may be alerted
  /// @param decided when the decision was made
  record Decision(Item item, Classification findings, Audience audience, Instant decided)
      implements DecisionRecord {
    /// Rejects a decision of which a part is missing.
    public Decision {
      Checks.require("item", item);
      Checks.require("findings", findings);
      Checks.require("audience", audience);
      Checks.requireTime("decided", decided);
    }
  }

  /// Subscriptions that match an item version and whose alerts belong to one partition of the Kafka
  /// topic `vigie.alerts`.
  ///
  /// @param decision the whole decision, since groups of several items may interleave
  /// @param partition the partition of the Kafka topic `vigie.alerts`
  /// @param matches at most [#MAX_GROUP] subscriptions
  record MatchGroup(Decision decision, int partition, List<SubscriptionMatch> matches)
      implements DecisionRecord {
    /// Rejects a group without its decision and one over the limit.
    public MatchGroup {
      Checks.require("decision", decision);
      Checks.checkCount("partition", partition, 0);
      matches = SubscriptionMatch.copy(matches);
    }

    @Override
    public Item item() {
      return decision.item();
    }
  }
}
