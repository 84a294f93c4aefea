package org.vigie.ingest.feed;

import org.vigie.model.SafeText;

/// Bytes that are no feed.
///
/// @param reason why, in words for people: `an HTML page ("Connexion"), not a feed`; one printable
///     line of at most 500 UTF-16 units
public record Unreadable(String reason) implements FeedResult {
  private static final int LONGEST = 500;

  /// Cleans what a parser may have quoted.
  public Unreadable {
    reason = SafeText.toLine(reason, LONGEST);
  }
}
