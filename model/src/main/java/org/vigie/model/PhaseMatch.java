package org.vigie.model;

import java.util.List;
import java.util.Map;

/// The phase of a topic that a text reports, such as sanctions that are imposed.
///
/// @param id the id of the phase, unique within its topic
/// @param label display names by language (`fr`, `en`)
/// @param evidence every span that contributed, in text order
public record PhaseMatch(String id, Map<String, String> label, List<Evidence> evidence) {
  /// Rejects a phase without an id.
  public PhaseMatch {
    Checks.requireId("id", id);
    label = Checks.copyNames("label", label);
    evidence = Checks.copyOrEmpty("evidence", evidence);
  }

  /// Returns the display name in a language; the id if it has none.
  public String findName(Language language) {
    return label.getOrDefault(language.toString(), id);
  }
}
