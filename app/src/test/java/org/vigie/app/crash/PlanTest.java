package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final int STEPS = 120;

  @Test
  void drawsTheSameFromTheSameSeed() {
    assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
  }

  @Test
  void putsOneKillIntoEachShareOfTheNews() {
    List<Plan.Moment> moments = plan(7).moments();
    for (int i = 0; i < moments.size(); i++) {
      int step =
          switch (moments.get(i)) {
            case Plan.Early unused -> Plan.limit(i, moments.size(), STEPS);
            case Plan.Working(int steps, int unused) -> steps;
            case Plan.Sending(int steps, int unused) -> steps;
            case Plan.Stopping(int steps, int unused) -> steps;
          };
      assertThat(step)
          .isGreaterThanOrEqualTo(Plan.limit(i, moments.size(), STEPS))
          .isLessThan(Plan.limit(i + 1, moments.size(), STEPS));
    }
  }

  @Test
  void meetsEveryKindOfMomentAndSomeTakeovers() {
    Set<Class<?>> kinds = new HashSet<>();
    int takeovers = 0;
    for (long seed = 0; seed < 12; seed++) {
      Plan plan = plan(seed);
      plan.moments().forEach(moment -> kinds.add(moment.getClass()));
      takeovers += plan.takeover() < plan.moments().size() ? 1 : 0;
    }
    assertThat(kinds).hasSize(4);
    assertThat(takeovers).isBetween(1, 11);
  }

  private static Plan plan(long seed) {
    return Plan.drawn(seed, 5, STEPS, 9_000, true);
  }
}
