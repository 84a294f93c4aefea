package org.vigie.model;

/// The language of the texts around an alert. Texts of the press are never translated.
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
