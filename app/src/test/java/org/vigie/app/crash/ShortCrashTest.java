package org.vigie.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The crash runs in little: one round of each build, its kills where they hurt most. The long
/// ones are [CrashRunsTest].
class ShortCrashTest {
  private static final News NEWS = News.of(4);

  @TempDir Path directory;

  @Test
  void tellsAfterThreeKillsWhatAnUndisturbedRunTells() throws Exception {
    int steps = NEWS.steps();
    Plan plan =
        new Plan(
            List.of(
                new Plan.Early(1_500),
                new Plan.Sending(steps / 4, 10),
                new Plan.Working(steps * 3 / 4, 50)),
            3);
    try (Round whole = new Round(directory.resolve("whole"), NEWS);
        Round killed = new Round(directory.resolve("killed"), NEWS)) {
      Facts undisturbed = whole.undisturbed().facts();
      Round.Left left = killed.allInOne(plan);
      assertThat(left.deaths()).hasSize(3);
      assertThat(undisturbed.alerts()).hasSizeGreaterThan(40);
      assertThat(left.against(undisturbed).faults()).isEmpty();
    }
  }
}
