package org.vigie.model;

import java.time.Instant;
import java.util.List;

/// The values of `vigie.decided`: for each accepted item version first its [Decision], then the
/// subscriptions it concerns, in [MatchGroup]s of bounded size.
public sealed interface Decided {
  /// The most subscriptions that one record names, so that no record grows with their number.
  int MAX_GROUP = 500;

  /// The item version that was decided.
  Item item();

  /// What an item version is about.
  ///
  /// @param item the version
  /// @param findings topics, countries and codes
  /// @param audience whom it may reach
  /// @param decided when
  record Decision(Item item, Findings findings, Audience audience, Instant decided)
      implements Decided {}

  /// Subscriptions whose alerts live in one partition of `vigie.alerts` and which an item version
  /// concerns.
  ///
  /// @param decision the whole decision, since groups of several items may interleave
  /// @param partition the partition of the alerts
  /// @param matches at most [#MAX_GROUP]
  record MatchGroup(Decision decision, int partition, List<SubscriptionMatch> matches)
      implements Decided {
    /// Refuses a group over the limit.
    public MatchGroup {
      matches = Lists.copy(matches);
      if (matches.size() > MAX_GROUP) {
        throw new IllegalArgumentException(matches.size() + " matches in one group");
      }
    }

    @Override
    public Item item() {
      return decision.item();
    }
  }
}
