package org.vigie.analysis.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Audience;
import org.vigie.model.Item;
import org.vigie.model.Origin;

/// Whom an item version may reach.
public final class AudienceRules {
  private final @Nullable Duration maxAge;

  private AudienceRules(@Nullable Duration maxAge) {
    this.maxAge = maxAge;
  }

  /// The rules of live news.
  ///
  /// @param maxAge how old a text may be when it is fetched, and how long deciding may take
  public static AudienceRules live(Duration maxAge) {
    return new AudienceRules(maxAge);
  }

  /// The rules of replay and backtest: every version reaches its subscribers.
  public static AudienceRules everyone() {
    return new AudienceRules(null);
  }

  /// Whom a version reaches when it is decided at this moment.
  public Audience of(Item item, Instant decided) {
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
