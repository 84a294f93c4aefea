package org.vigie.model;

/// One subscription's view of an item version.
///
/// @param subscription the id
/// @param version the version of the subscription that was asked
/// @param change gained, kept or lost
public record SubscriptionMatch(String subscription, int version, Change change) {}
