package org.vigie.model;

/// What a new version of an item means to a subscription.
public enum Change {
  /// The new version matches, no earlier one did (or there is none).
  GAINED("gained"),
  /// The version before and the new one match.
  KEPT("kept"),
  /// The version before matched, the new one does not.
  LOST("lost");

  private final String word;

  Change(String word) {
    this.word = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return word;
  }
}
