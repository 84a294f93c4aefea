package org.vigie.ingest.feed;

/// Bytes that are no feed.
///
/// @param reason why, in words for people: `an HTML page ("Connexion"), not a feed`
public record Unreadable(String reason) implements FeedResult {}
