package org.vigie.model;

/// Whether an item version may alert subscribers, and the reason if not.
public enum Audience {
  /// The matching subscribers are alerted.
  SUBSCRIBERS("subscribers"),
  /// Nobody is alerted: the item was in the first document of its feed.
  BASELINE("baseline"),
  /// Nobody is alerted: the item was published more than `alert.max-age` before it was fetched.
  STALE("stale"),
  /// Nobody is alerted: the item was decided more than `alert.max-age` after it was fetched.
  CATCH_UP("catch-up");

  private final String jsonName;

  Audience(String word) {
    this.jsonName = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return jsonName;
  }
}
