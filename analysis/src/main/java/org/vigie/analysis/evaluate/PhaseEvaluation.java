package org.vigie.analysis.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// The phases found in labelled items, compared with their labels, where the topic is found.
///
/// @param topics counts by topic; topics without a labelled phase are left out
/// @param wrong phases that were found and are not the labelled one, in the order of the items
public record PhaseEvaluation(Map<String, PhaseCounts> topics, List<WrongPhase> wrong) {
  /// Copies the collections.
  public PhaseEvaluation {
    topics = new TreeMap<>(topics);
    wrong = List.copyOf(wrong);
  }

  /// Counts of a topic.
  ///
  /// @param matches items with a label in which the topic is found
  /// @param given those for which a phase is given
  /// @param right those for which it is the labelled one
  public record PhaseCounts(int matches, int given, int right) {
    private PhaseCounts plus(PhaseCounts other) {
      return new PhaseCounts(matches + other.matches, given + other.given, right + other.right);
    }

    /// Returns the share of right phases among those given; 1 if none is given.
    public double precision() {
      return given == 0 ? 1 : (double) right / given;
    }

    /// Returns the 95 % confidence interval of the precision.
    public ConfidenceInterval precisionInterval() {
      return ConfidenceInterval.ofProportion(right, given);
    }

    /// Returns the share of matches with a phase; 1 if there are none.
    public double coverage() {
      return matches == 0 ? 1 : (double) given / matches;
    }
  }

  /// A phase that is not the labelled one.
  public record WrongPhase(LabelledItem item, String topic, PhaseMatch phase) {}

  /// Evaluates the items that have labels of phases.
  public static PhaseEvaluation evaluate(TextAnalyser analyser, List<LabelledItem> items) {
    Map<String, PhaseCounts> topics = new TreeMap<>();
    List<WrongPhase> wrong = new ArrayList<>();
    for (LabelledItem item : items) {
      if (!item.phases().isEmpty()) {
        for (TopicMatch match : analyser.classify(new TokenizedText(item.content())).topics()) {
          String label = item.phases().get(match.topic());
          if (label != null) {
            PhaseMatch phase = match.phase();
            topics.merge(match.topic(), count(label, phase), PhaseCounts::plus);
            if (phase != null && !phase.id().equals(label)) {
              wrong.add(new WrongPhase(item, match.topic(), phase));
            }
          }
        }
      }
    }
    return new PhaseEvaluation(topics, wrong);
  }

  private static PhaseCounts count(String label, @Nullable PhaseMatch phase) {
    return new PhaseCounts(
        1, phase == null ? 0 : 1, phase != null && phase.id().equals(label) ? 1 : 0);
  }

  /// Returns the counts of all topics together.
  public PhaseCounts total() {
    return topics.values().stream().reduce(new PhaseCounts(0, 0, 0), PhaseCounts::plus);
  }
}
