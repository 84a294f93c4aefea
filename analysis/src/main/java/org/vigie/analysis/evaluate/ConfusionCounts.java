package org.vigie.analysis.evaluate;

import java.util.Collection;

/// True positives, false positives and false negatives of a topic.
///
/// @param truePositives labelled and found (true positives)
/// @param falsePositives found, not labelled (false positives)
/// @param falseNegatives labelled, not found (false negatives)
public record ConfusionCounts(int truePositives, int falsePositives, int falseNegatives) {
  static final ConfusionCounts NONE = new ConfusionCounts(0, 0, 0);

  /// Counts one decision.
  static ConfusionCounts of(boolean labelled, boolean found) {
    return new ConfusionCounts(
        labelled && found ? 1 : 0, found && !labelled ? 1 : 0, labelled && !found ? 1 : 0);
  }

  static ConfusionCounts sum(Collection<ConfusionCounts> counts) {
    return counts.stream().reduce(NONE, ConfusionCounts::plus);
  }

  ConfusionCounts plus(ConfusionCounts other) {
    return new ConfusionCounts(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives);
  }

  /// Returns the share of correct finds among all finds; 1 if nothing was found.
  public double precision() {
    return truePositives + falsePositives == 0
        ? 1
        : (double) truePositives / (truePositives + falsePositives);
  }

  /// Returns the share of labels that were found; 1 if nothing is labelled.
  public double recall() {
    return truePositives + falseNegatives == 0
        ? 1
        : (double) truePositives / (truePositives + falseNegatives);
  }

  /// Returns the harmonic mean of precision and recall; 1 if nothing is labelled and nothing found.
  public double f1() {
    int all = 2 * truePositives + falsePositives + falseNegatives;
    return all == 0 ? 1 : 2.0 * truePositives / all;
  }

  /// Returns the 95 % confidence interval of the precision.
  public ConfidenceInterval precisionInterval() {
    return ConfidenceInterval.ofProportion(truePositives, truePositives + falsePositives);
  }

  /// Returns the 95 % confidence interval of the recall.
  public ConfidenceInterval recallInterval() {
    return ConfidenceInterval.ofProportion(truePositives, truePositives + falseNegatives);
  }
}
