package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveThresholdTest {
  private static double thresholdFor(double... strengths) {
    AdaptiveThreshold threshold = new AdaptiveThreshold();
    for (double strength : strengths) {
      threshold.add(strength);
    }
    return threshold.computeThreshold();
  }

  @Test
  void manySimilarOthersRaiseTheThreshold() {
    assertThat(thresholdFor(14, 9, 9, 9, 9, 9)).isGreaterThan(thresholdFor(14, 3, 3, 3, 3, 3));
  }

  @Test
  void dissimilarOthersKeepTheThreshold() {
    assertThat(thresholdFor(14, 2, 1, 0, -6, Double.NEGATIVE_INFINITY)).isEqualTo(thresholdFor(14));
  }

  @Test
  void threeStoriesOfOneEventKeepTheThreshold() {
    assertThat(thresholdFor(14, 13, 13)).isEqualTo(thresholdFor(14));
  }
}
