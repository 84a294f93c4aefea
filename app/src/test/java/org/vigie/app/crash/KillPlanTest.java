package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KillPlanTest {
  private static final int STEPS = 120;

  @Test
  void drawsTheSameFromTheSameSeed() {
    assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
  }

  @Test
  void putsOneKillIntoEachShareOfTheNews() {
    List<KillPlan.KillMoment> moments = plan(7).moments();
    for (int i = 0; i < moments.size(); i++) {
      int step =
          switch (moments.get(i)) {
            case KillPlan.DuringStart unused -> KillPlan.computeLimit(i, moments.size(), STEPS);
            case KillPlan.DuringWork(int steps, int unused) -> steps;
            case KillPlan.DuringSend(int steps, int unused) -> steps;
            case KillPlan.DuringStop(int steps, int unused) -> steps;
          };
      assertThat(step)
          .isGreaterThanOrEqualTo(KillPlan.computeLimit(i, moments.size(), STEPS))
          .isLessThan(KillPlan.computeLimit(i + 1, moments.size(), STEPS));
    }
  }

  @Test
  void meetsEveryKindOfMomentAndSomeTakeovers() {
    Set<Class<?>> kinds = new HashSet<>();
    int takeovers = 0;
    for (long seed = 0; seed < 12; seed++) {
      KillPlan plan = plan(seed);
      plan.moments().forEach(moment -> kinds.add(moment.getClass()));
      takeovers += plan.takeover() < plan.moments().size() ? 1 : 0;
    }
    assertThat(kinds).hasSize(4);
    assertThat(takeovers).isBetween(1, 11);
  }

  private static KillPlan plan(long seed) {
    return KillPlan.draw(seed, 5, STEPS, 9_000, true);
  }
}
