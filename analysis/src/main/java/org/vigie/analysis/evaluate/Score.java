package org.vigie.analysis.evaluate;

/// True positives, false positives and false negatives of a topic.
///
/// @param found labelled and found (true positives)
/// @param alarms found, not labelled (false positives)
/// @param overlooked labelled, not found (false negatives)
public record Score(int found, int alarms, int overlooked) {
  static final Score NONE = new Score(0, 0, 0);

  Score plus(Score other) {
    return new Score(found + other.found, alarms + other.alarms, overlooked + other.overlooked);
  }

  /// Returns the share of correct finds among all finds; 1 if nothing was found.
  public double precision() {
    return found + alarms == 0 ? 1 : (double) found / (found + alarms);
  }

  /// Returns the share of labels that were found; 1 if nothing is labelled.
  public double recall() {
    return found + overlooked == 0 ? 1 : (double) found / (found + overlooked);
  }

  /// Returns the harmonic mean of precision and recall; 1 if nothing is labelled and nothing found.
  public double f1() {
    int all = 2 * found + alarms + overlooked;
    return all == 0 ? 1 : 2.0 * found / all;
  }

  /// Returns the 95 % confidence interval of the precision.
  public Interval precisionInterval() {
    return Interval.wilson(found, found + alarms);
  }

  /// Returns the 95 % confidence interval of the recall.
  public Interval recallInterval() {
    return Interval.wilson(found, found + overlooked);
  }
}
