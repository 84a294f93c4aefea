package org.vigie.analysis.evaluate;

import java.util.Map;
import java.util.TreeMap;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.Explanation.ExplainedSignal;
import org.vigie.model.Evidence;

/// Why a topic was decided as it was, in a form that recurs: misses of one kind have one remedy.
///
/// @param name name of the veto, the need or the signal that decided; empty for none
public record MissKind(MissCause cause, String name) {
  /// What decided.
  public enum MissCause {
    /// No signal was found.
    NO_SIGNAL("no signal"),
    /// The signals found weigh too little.
    BELOW_THRESHOLD("below the threshold, greatest signal"),
    /// A veto cancelled a signal.
    CANCELLED("cancelled by the veto"),
    /// A need was not met.
    NEED_MISSING("nothing meets the need"),
    /// The pack alone matches, the weights of words do not let it.
    WORDS_AGAINST("words against it"),
    /// One signal matched.
    ONE_SIGNAL("by one signal"),
    /// Several signals matched together.
    SIGNALS("by several signals, greatest"),
    /// The weights of words carried signals that weigh too little.
    SIGNAL_AND_WORDS("by words and the signal"),
    /// The weights of words matched without any signal.
    WORDS_ALONE("by words alone");

    private final String description;

    MissCause(String description) {
      this.description = description;
    }
  }

  /// Finds the kind of a decision, which may be right.
  public static MissKind of(Explanation explanation) {
    Map<String, Double> weights = sumPositiveWeights(explanation);
    String greatest =
        weights.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    if (explanation.matches()) {
      boolean byPack = explanation.words().isEmpty() || explanation.packMatches();
      if (weights.isEmpty()) {
        return new MissKind(MissCause.WORDS_ALONE, "");
      }
      return new MissKind(
          byPack
              ? weights.size() == 1 ? MissCause.ONE_SIGNAL : MissCause.SIGNALS
              : MissCause.SIGNAL_AND_WORDS,
          greatest);
    }
    if (explanation.packMatches()) {
      return new MissKind(MissCause.WORDS_AGAINST, "");
    }
    if (!weights.isEmpty() && !explanation.missingNeeds().isEmpty()) {
      return new MissKind(MissCause.NEED_MISSING, explanation.missingNeeds().getFirst());
    }
    for (ExplainedSignal signal : explanation.signals()) {
      if (signal.veto() != null) {
        return new MissKind(MissCause.CANCELLED, signal.veto());
      }
    }
    return new MissKind(
        weights.isEmpty() ? MissCause.NO_SIGNAL : MissCause.BELOW_THRESHOLD, greatest);
  }

  private static Map<String, Double> sumPositiveWeights(Explanation explanation) {
    Map<String, Double> weights = new TreeMap<>();
    for (ExplainedSignal signal : explanation.signals()) {
      for (Evidence span : signal.evidence()) {
        if (span.weight() > 0) {
          weights.merge(span.signal(), span.weight(), Double::sum);
        }
      }
    }
    return weights;
  }

  /// Returns a description for people: `cancelled by the veto sports`.
  @Override
  public String toString() {
    return name.isEmpty() ? cause.description : cause.description + " " + name;
  }
}
