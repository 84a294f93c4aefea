package org.vigie.model;

/// How a new version of an item changes its match with a subscription.
public enum MatchChange {
  /// The new version matches, and the previous one did not or there is none.
  GAINED("gained"),
  /// Both the previous and the new version match.
  KEPT("kept"),
  /// The previous version matched, the new version does not, either of them in whatever form.
  LOST("lost");

  private final String jsonName;

  MatchChange(String word) {
    this.jsonName = word;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return jsonName;
  }
}
