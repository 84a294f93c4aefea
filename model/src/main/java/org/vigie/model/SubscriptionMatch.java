package org.vigie.model;

/// How one subscription relates to an item version.
///
/// @param subscription the id of the subscription
/// @param version the version of the subscription that was evaluated
/// @param change gained, kept or lost
public record SubscriptionMatch(String subscription, int version, MatchChange change) {}
