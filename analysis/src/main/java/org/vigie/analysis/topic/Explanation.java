package org.vigie.analysis.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Evidence;

/// Explains whether a text is about a topic.
///
/// @param topic topic id, or the id of a phase
/// @param score total weight divided by the threshold; the topic matches from 1 on
/// @param packScore score of title and summary by the pack alone; it only adds to the total if the
///     topic has [WordWeights]
/// @param signals signals found, including cancelled ones and ones with negative weight
/// @param idleVetoes names of vetoes whose context is in the text but that cancelled no signal
/// @param missingNeeds names of needs that the text does not meet
/// @param words words of title and summary with a weight, the greatest first, negative ones
///     included; empty where none are weighed: without [WordWeights], or if only the body is on it
/// @param phase id of the phase that the text reports, null if it does not say
/// @param phases explanations of all phases, highest score first; empty if the topic does not match
public record Explanation(
    String topic,
    double score,
    double packScore,
    List<ExplainedSignal> signals,
    List<String> idleVetoes,
    List<String> missingNeeds,
    List<Evidence> words,
    @Nullable String phase,
    List<Explanation> phases) {
  /// Copies the lists.
  public Explanation {
    signals = List.copyOf(signals);
    idleVetoes = List.copyOf(idleVetoes);
    missingNeeds = List.copyOf(missingNeeds);
    words = List.copyOf(words);
    phases = List.copyOf(phases);
  }

  /// A signal found in the text.
  ///
  /// @param evidence spans of the signal
  /// @param veto name of the veto that cancelled it, null if it counts
  public record ExplainedSignal(List<Evidence> evidence, @Nullable String veto) {
    /// Copies the list.
    public ExplainedSignal {
      evidence = List.copyOf(evidence);
    }
  }

  /// Returns whether the pack alone finds the topic in title and summary.
  public boolean packMatches() {
    return TopicScorer.isMatch(packScore);
  }

  /// Returns whether the topic matches.
  public boolean matches() {
    return TopicScorer.isMatch(score);
  }
}
