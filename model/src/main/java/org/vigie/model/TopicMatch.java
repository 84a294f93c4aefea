package org.vigie.model;

import java.util.List;

/// A topic that a text is about.
///
/// @param topic the id of the topic, such as `ceasefire`
/// @param score total weight divided by the threshold; at least 1
/// @param evidence every span that contributed, in the order of the text
public record TopicMatch(String topic, double score, List<Evidence> evidence) {
  /// Refuses a match without a name.
  public TopicMatch {
    Words.required("topic", topic);
    evidence = Lists.copy(evidence);
  }
}
