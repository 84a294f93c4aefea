package org.vigie.analysis.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Audience;
import org.vigie.model.Item;
import org.vigie.model.Origin;

/// Decides whether an item version reaches subscribers.
public final class AudienceRules {
  private final @Nullable Duration maxAge;

  private AudienceRules(@Nullable Duration maxAge) {
    this.maxAge = maxAge;
  }

  /// Creates the rules for live operation.
  ///
  /// @param maxAge maximum age of an item when it is fetched, and maximum time from fetch to
  ///     decision
  public static AudienceRules live(Duration maxAge) {
    return new AudienceRules(maxAge);
  }

  /// Creates the rules for replay and backtest: every version reaches subscribers.
  public static AudienceRules everyone() {
    return new AudienceRules(null);
  }

  /// Returns the audience of a version that is decided at `decided`.
  public Audience decideAudience(Item item, Instant decided) {
    if (maxAge == null) {
      return Audience.SUBSCRIBERS;
    }
    if (item.origin() != Origin.LIVE) {
      return Audience.BASELINE;
    }
    Instant published = item.content().published();
    if (published != null && published.isBefore(item.fetched().minus(maxAge))) {
      return Audience.STALE;
    }
    return item.fetched().isBefore(decided.minus(maxAge))
        ? Audience.CATCH_UP
        : Audience.SUBSCRIBERS;
  }
}
