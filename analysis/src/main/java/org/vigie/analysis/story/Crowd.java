package org.vigie.analysis.story;

import java.util.Arrays;

/// How much must speak for a story, given what speaks for the others that an article was compared
/// with. On a day when a war or a strike fills the press, every article on it is somewhat like
/// twenty stories: that is the theme they share, and only what stands out from it tells of one
/// event.
final class Crowd {
  /// What must speak for a story that nothing else is like, in logits.
  private static final double ENOUGH = 11.2;

  /// How much more, for each logit that the others have beyond the usual.
  private static final double SHARE = 0.55;

  /// What two articles of one day and no common theme have.
  private static final double USUAL = 3;

  /// So many of the best are not asked: they may be one event that was told twice.
  private static final int BEST = 3;

  /// A few others alone make no crowd: as many of the usual strength are added.
  private static final int USUAL_OTHERS = 5;

  private final double[] strengths = new double[StoryWindow.COMPARED];
  private int size;

  /// Takes in what speaks for one story.
  void add(double strength) {
    strengths[size++] = strength;
  }

  /// What must speak for the best of them.
  double enough() {
    Arrays.sort(strengths, 0, size);
    int others = Math.max(0, size - BEST);
    double beyond = 0;
    for (int i = 0; i < others; i++) {
      beyond += Math.max(0, strengths[i] - USUAL);
    }
    return ENOUGH + SHARE * beyond / (others + USUAL_OTHERS);
  }
}
