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
  private static final News NEWS = News.of(3);
  private static final int NO_TAKEOVER = Integer.MAX_VALUE;

  /// Kept if the test fails: the logs of the killed processes show why.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void tellsAfterKillsWhatAnUndisturbedRunTells() throws Exception {
    int steps = NEWS.steps();
    Plan plan =
        new Plan(List.of(new Plan.Early(1_000), new Plan.Sending(steps / 2, 10)), NO_TAKEOVER);
    try (Round whole = new Round(directory.resolve("whole"), NEWS);
        Round killed = new Round(directory.resolve("killed"), NEWS);
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Round.Left> undisturbed = beside.submit(whole::undisturbed);
      Round.Left left = killed.allInOne(plan);
      Facts expected = undisturbed.get().facts();
      assertThat(left.deaths()).hasSize(2);
      assertThat(expected.alerts()).hasSizeGreaterThan(40);
      assertThat(left.against(expected).faults()).isEmpty();
    }
  }
}
