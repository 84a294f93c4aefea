package org.vigie.model;

/// The language in which an owner is told: of the words around an alert. What the press wrote stays
/// as it was written.
public enum Language {
  /// English.
  EN("en"),
  /// French.
  FR("fr");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /// The ISO 639-1 code used in JSON.
  @Override
  public String toString() {
    return code;
  }
}
