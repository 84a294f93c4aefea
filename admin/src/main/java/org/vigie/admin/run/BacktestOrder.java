package org.vigie.admin.run;

import org.jspecify.annotations.Nullable;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.TimeRange;

/// The request for a backtest in the background: of a subscription that exists, or of one that need
/// not exist.
///
/// @param id of the subscription; null for one that need not exist
/// @param subscription what it asks for; null if an id is given
/// @param range of the time at which the items could first be read
public record BacktestOrder(
    @Nullable String id, @Nullable SubscriptionRequest subscription, TimeRange range) {}
