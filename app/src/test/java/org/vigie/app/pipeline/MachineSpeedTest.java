package org.vigie.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vigie.runtime.Health;
import org.vigie.runtime.metrics.Metrics;

class MachineSpeedTest {
  private static final String SLOW =
      "this machine is too slow at the moment: work takes 4.5 times as long as it should (load 9.1"
          + " on 2 processors); alerts come late, nothing is lost";
  private static final String FAST = "this machine is fast enough again";

  private final MachineSpeed speed = new MachineSpeed(2);
  private final List<String> lines = new ArrayList<>();
  private long seconds;

  @Test
  void saysOnceThatTheMachineIsTooSlowAndOnceThatItIsFastEnoughAgain() {
    measure(100, 1.0, 1.0);
    assertThat(speed.problem()).isEmpty();
    measure(100, 4.5, 9.1);
    assertThat(speed.problem()).hasValue(SLOW);
    measure(100, 1.0, 1.0);
    assertThat(speed.problem()).isEmpty();

    assertThat(lines).containsExactly(SLOW, FAST);
  }

  @Test
  void ignoresASingleHalt() {
    measure(10, 1.0, 1.0);
    measure(1, 5_000, 9.1);
    measure(10, 1.0, 1.0);

    assertThat(lines).isEmpty();
  }

  @Test
  void judgesNothingBeforeAFewMeasurements() {
    measure(4, 4.5, 9.1);
    assertThat(lines).isEmpty();
    measure(1, 4.5, 9.1);
    assertThat(lines).containsExactly(SLOW);
  }

  @Test
  void doesNotWaverBetweenTheLimits() {
    measure(10, 4.5, 9.1);
    measure(200, 2.5, 5.0);

    assertThat(lines).containsExactly(SLOW);
    assertThat(speed.problem()).isPresent();
  }

  @Test
  void isSilentForFiveMinutesAfterALineAndThenSaysWhatStillHolds() {
    measure(5, 4.5, 9.1);
    measure(5, 1.0, 1.0);
    assertThat(lines).containsExactly(SLOW, FAST);
    measure(5, 4.5, 9.1);
    measure(5, 1.0, 1.0);
    assertThat(lines).containsExactly(SLOW, FAST);

    measure(100, 4.5, 9.1);

    assertThat(lines).containsExactly(SLOW, FAST, SLOW);
  }

  @Test
  void doesWithoutTheLoadWhereTheSystemHasNone() {
    measure(5, 4.5, -1);

    assertThat(lines.getFirst()).contains("as long as it should (2 processors); alerts");
  }

  @Test
  void neverMakesAProcessUnready() {
    try (Metrics metrics = new Metrics()) {
      MachineRole role = new MachineRole(lines::add);
      role.registerMetrics(metrics);

      assertThat(role.measureSlowdown()).isPositive();
      assertThat(role.health()).isEqualTo(Health.ready().withDetail("slowdown", 1.0));
      assertThat(metrics.scrape()).contains("vigie_machine_slowdown_ratio 1.0");
    }
  }

  /// Adds the same measurement again and again, one every five seconds.
  private void measure(int times, double slowdown, double load) {
    for (int i = 0; i < times; i++) {
      seconds += 5;
      speed.add(slowdown, load, TimeUnit.SECONDS.toNanos(seconds)).ifPresent(lines::add);
    }
  }
}
