package org.vigie.console.access;

/// What a person may do; each level may do all that the ones before it may.
public enum AccessLevel {
  /// Reads everything.
  READER("reader"),
  /// Changes subscriptions, gives feedback, starts backtests.
  EDITOR("editor"),
  /// Changes feeds, deliveries and replays.
  OPERATOR("operator");

  private final String word;

  AccessLevel(String word) {
    this.word = word;
  }

  /// Whether somebody of this level may do what needs another one.
  public boolean includes(AccessLevel needed) {
    return compareTo(needed) >= 0;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return word;
  }
}
