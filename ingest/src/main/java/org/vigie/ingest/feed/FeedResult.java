package org.vigie.ingest.feed;

/// What became of the bytes of a feed.
public sealed interface FeedResult permits FeedDocument, Unreadable {}
