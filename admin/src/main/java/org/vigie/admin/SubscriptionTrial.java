package org.vigie.admin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The request to test a subscription on the recent part of the archive.
///
/// @param id an existing subscription; null for a new one
/// @param change what to ask for, in place of what the subscription asks for
/// @param last how far back
/// @param maxAge the age beyond which an article alerts nobody when it is read
public record SubscriptionTrial(
    @Nullable String id, SubscriptionRequest change, Duration last, Duration maxAge) {
  /// @throws AdminException.InvalidRequest if there is nothing to test or the time is not positive
  public SubscriptionTrial {
    if (id == null && change.isSelectionMissing()) {
      throw new AdminException.InvalidRequest("", "neither a subscription nor a topic nor a query");
    }
    if (last.isNegative() || last.isZero()) {
      throw new AdminException.InvalidRequest("last", "the time must be positive");
    }
  }
}
