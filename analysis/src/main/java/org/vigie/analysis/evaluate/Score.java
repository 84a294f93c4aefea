package org.vigie.analysis.evaluate;

/// How often a topic was found, found wrongly, and overlooked.
///
/// @param found labelled and found
/// @param alarms found, not labelled
/// @param overlooked labelled, not found
public record Score(int found, int alarms, int overlooked) {
  static final Score NONE = new Score(0, 0, 0);

  Score plus(Score other) {
    return new Score(found + other.found, alarms + other.alarms, overlooked + other.overlooked);
  }

  /// The share of what was found that is right; 1 where nothing was found.
  public double precision() {
    return found + alarms == 0 ? 1 : (double) found / (found + alarms);
  }

  /// The share of what is labelled that was found; 1 where nothing is labelled.
  public double recall() {
    return found + overlooked == 0 ? 1 : (double) found / (found + overlooked);
  }

  /// The harmonic mean of precision and recall; 1 where there was nothing to find and nothing
  /// found.
  public double f1() {
    int all = 2 * found + alarms + overlooked;
    return all == 0 ? 1 : 2.0 * found / all;
  }

  /// The 95 % interval of the precision.
  public Interval precisionInterval() {
    return Interval.wilson(found, found + alarms);
  }

  /// The 95 % interval of the recall.
  public Interval recallInterval() {
    return Interval.wilson(found, found + overlooked);
  }
}
