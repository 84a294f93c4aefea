package org.vigie.model;

/// How a reading was obtained, which decides whether it may raise alerts.
public enum Origin {
  /// Found in a poll of a feed that had been read before.
  LIVE("live"),
  /// Found in the first document ever parsed of its feed. It is a baseline: archived and decided,
  /// but it raises no alert.
  FIRST_POLL("first-poll"),
  /// Imported as history: archived and nothing more.
  IMPORT("import");

  private final String jsonName;

  Origin(String word) {
    this.jsonName = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return jsonName;
  }
}
