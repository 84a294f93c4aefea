package org.vigie.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A news topic that a text matches.
///
/// @param topic the id of the topic, such as `ceasefire`
/// @param score total weight divided by the threshold; at least 1
/// @param evidence every span that contributed, in text order
/// @param phase what stage of the matter the text reports; null if it does not say, and in records
///     written before phases were added
public record TopicMatch(
    String topic, double score, List<Evidence> evidence, @Nullable PhaseMatch phase) {
  /// Rejects a match without a topic id and a score out of range.
  public TopicMatch {
    Checks.requireId("topic", topic);
    Checks.checkNumber("score", score);
    evidence = Checks.copyOrEmpty("evidence", evidence);
  }

  /// A match without a phase.
  public TopicMatch(String topic, double score, List<Evidence> evidence) {
    this(topic, score, evidence, null);
  }
}
