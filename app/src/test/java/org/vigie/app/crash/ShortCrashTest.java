package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A short crash run for every build: one round, killed while its directory is initialised and
/// while it calls a webhook. The long ones are [CrashRunsTest].
class ShortCrashTest {
  private static final SyntheticNews NEWS = SyntheticNews.create(3);
  private static final int NO_TAKEOVER = Integer.MAX_VALUE;

  /// Kept if the test fails: the logs of the killed processes show why.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void tellsAfterKillsWhatAnUndisturbedRunTells() throws Exception {
    int steps = NEWS.countSteps();
    KillPlan plan =
        new KillPlan(
            List.of(new KillPlan.DuringStart(1_000), new KillPlan.DuringSend(steps / 2, 10)),
            NO_TAKEOVER);
    try (CrashRound whole = new CrashRound(directory.resolve("whole"), NEWS);
        CrashRound killed = new CrashRound(directory.resolve("killed"), NEWS);
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<CrashRound.RoundResult> undisturbed = beside.submit(whole::runUndisturbed);
      CrashRound.RoundResult left = killed.runAllInOne(plan);
      KafkaContents expected = undisturbed.get().facts();
      assertThat(left.kills()).hasSize(2);
      assertThat(expected.alerts()).hasSizeGreaterThan(40);
      assertThat(left.compareWith(expected).faults()).isEmpty();
    }
  }
}
