package org.vigie.analysis.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Evidence;

/// Why a text is, or is not, about a topic.
///
/// @param topic the id of the topic
/// @param score total weight divided by the threshold; the topic matches from 1 on
/// @param signals what was found, also what was cancelled and what speaks against the topic
/// @param idle names of vetoes whose context stands in the text but which did not hold
/// @param missing names of needs that nothing meets
public record Explanation(
    String topic, double score, List<Step> signals, List<String> idle, List<String> missing) {
  /// Copies the lists.
  public Explanation {
    signals = List.copyOf(signals);
    idle = List.copyOf(idle);
    missing = List.copyOf(missing);
  }

  /// A signal in the text.
  ///
  /// @param evidence its spans
  /// @param veto the veto that cancelled it, null where it counts
  public record Step(List<Evidence> evidence, @Nullable String veto) {
    /// Copies the list.
    public Step {
      evidence = List.copyOf(evidence);
    }
  }

  /// True where the topic matches.
  public boolean matches() {
    return score >= 1 - 1e-9;
  }
}
