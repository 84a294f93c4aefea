package org.vigie.model;

/// How a reading reached us, which decides whether it may alert anyone.
public enum Origin {
  /// Met in a poll of a feed that had been read before.
  LIVE("live"),
  /// Met in the first document ever parsed of its feed: a baseline, archived and decided, not
  /// alerted.
  FIRST_POLL("first-poll"),
  /// Added as history: archived, nothing more.
  IMPORT("import");

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return word;
  }
}
