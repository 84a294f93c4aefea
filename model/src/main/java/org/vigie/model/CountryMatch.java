package org.vigie.model;

import java.util.List;

/// A country that a text names.
///
/// @param code ISO 3166-1 alpha-2 code in upper case
/// @param evidence the spans that name it
public record CountryMatch(String code, List<Evidence> evidence) {
  /// Rejects a code that does not have two characters.
  public CountryMatch {
    if (Checks.requireId("code", code).length() != 2) {
      throw new IllegalArgumentException("code does not have two letters");
    }
    evidence = Checks.copyOrEmpty("evidence", evidence);
  }
}
