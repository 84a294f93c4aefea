package org.vigie.analysis.story;

import java.util.Arrays;

/// The similarity that an article needs to join a story, given its similarity to the other
/// candidates. On a day dominated by one theme, such as a war or a strike, every article on it is
/// somewhat similar to twenty stories; only a similarity above that level indicates one event.
final class AdaptiveThreshold {
  /// Threshold in logits if no other story is similar.
  private static final double BASE_THRESHOLD = 6.3;

  /// Increase of the threshold per logit by which the others exceed [#USUAL] on average.
  private static final double EXCESS_FACTOR = 0.8;

  /// Similarity in logits of two articles of one day without a common theme.
  private static final double USUAL_STRENGTH = 0.5;

  /// Number of best candidates left out of the average: they may be one event in several stories.
  private static final int IGNORED_BEST = 3;

  /// Number of others of usual similarity added to the average, so that a few others alone do not
  /// raise the threshold.
  private static final int ASSUMED_OTHERS = 5;

  private final double[] strengths = new double[StoryWindow.MAX_COMPARED];
  private int size;

  /// Adds the similarity of one story in logits.
  void add(double strength) {
    strengths[size++] = strength;
  }

  /// Returns the threshold for the best candidate.
  double computeThreshold() {
    Arrays.sort(strengths, 0, size);
    int others = Math.max(0, size - IGNORED_BEST);
    double beyond = 0;
    for (int i = 0; i < others; i++) {
      beyond += Math.max(0, strengths[i] - USUAL_STRENGTH);
    }
    return BASE_THRESHOLD + EXCESS_FACTOR * beyond / (others + ASSUMED_OTHERS);
  }
}
