package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrowdTest {
  private static double enough(double... strengths) {
    Crowd crowd = new Crowd();
    for (double strength : strengths) {
      crowd.add(strength);
    }
    return crowd.enough();
  }

  @Test
  void manyThatAreSomewhatAlikeAskForMore() {
    assertThat(enough(14, 9, 9, 9, 9, 9)).isGreaterThan(enough(14, 3, 3, 3, 3, 3));
  }

  @Test
  void whatIsUnlikeAsksForNoLess() {
    assertThat(enough(14, 2, 1, 0, -6, Double.NEGATIVE_INFINITY)).isEqualTo(enough(14));
  }

  @Test
  void oneEventToldThriceStandsNotInItsOwnWay() {
    assertThat(enough(14, 13, 13)).isEqualTo(enough(14));
  }
}
