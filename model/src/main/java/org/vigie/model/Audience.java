package org.vigie.model;

/// Whom an item version may reach, and if nobody, why.
public enum Audience {
  /// The subscribers whom it matches.
  SUBSCRIBERS("subscribers"),
  /// Nobody: it stood in the first document of its feed.
  BASELINE("baseline"),
  /// Nobody: it was published more than `alert.max-age` before it was fetched.
  STALE("stale"),
  /// Nobody: it was decided more than `alert.max-age` after it was fetched.
  CATCH_UP("catch-up");

  private final String word;

  Audience(String word) {
    this.word = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return word;
  }
}
