package org.vigie.model;

import java.util.List;

/// A news topic that a text matches.
///
/// @param topic the id of the topic, such as `ceasefire`
/// @param score total weight divided by the threshold; at least 1
/// @param evidence every span that contributed, in text order
public record TopicMatch(String topic, double score, List<Evidence> evidence) {
  /// Rejects a match without a topic id and a score out of range.
  public TopicMatch {
    Checks.requireId("topic", topic);
    Checks.checkNumber("score", score);
    evidence = Checks.copyOrEmpty("evidence", evidence);
  }
}
