package org.vigie.model;

/// Why a delivery is held back before its first attempt.
public enum HoldReason {
  /// It waits for the next digest.
  DIGEST("digest"),
  /// It waits for the end of quiet hours, or of a silence.
  QUIET("quiet"),
  /// So many messages were sent within an hour that it waits for the next one.
  CAP("cap"),
  /// Its story was told a short time ago.
  COOL_DOWN("cool-down"),
  /// Its subscription is paused.
  PAUSED("paused"),
  /// It was promoted from a replay, and waits for the others that were.
  PROMOTED("promoted");

  private final String jsonName;

  HoldReason(String word) {
    this.jsonName = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return jsonName;
  }
}
