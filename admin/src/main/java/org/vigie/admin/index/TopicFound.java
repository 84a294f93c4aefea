package org.vigie.admin.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// A topic of an article or a story.
///
/// @param id of the topic
/// @param score 1 just matches
/// @param phase null if none is known
public record TopicFound(String id, double score, @Nullable PhaseFound phase) {
  /// A phase of a topic.
  ///
  /// @param label display names by language (`fr`, `en`)
  public record PhaseFound(String id, Map<String, String> label) {}

  static TopicFound of(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return new TopicFound(
        match.topic(),
        match.score(),
        phase == null ? null : new PhaseFound(phase.id(), phase.label()));
  }
}
