package org.vigie.model;

import java.util.List;

/// A country that a text names.
///
/// @param code ISO 3166-1 alpha-2, upper-case
/// @param evidence where it is named
public record CountryMatch(String code, List<Evidence> evidence) {
  /// Refuses anything but two letters.
  public CountryMatch {
    if (code == null || code.length() != 2) {
      throw new IllegalArgumentException("country code '" + code + "'");
    }
    evidence = Lists.copy(evidence);
  }
}
