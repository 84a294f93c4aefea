package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Runs every section with tiny sizes and checks that it works and what it reports, never how fast
/// it is.
class BenchmarkSectionTest {
  private final List<String> progress = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(
      names = {"START", "MEMORY"},
      mode = Mode.EXCLUDE)
  void reportsFiguresOfBothSides(BenchmarkSection section) throws Exception {
    List<BenchmarkResult> comparisons = run(section);
    assertThat(comparisons).isNotEmpty();
    assertThat(comparisons)
        .allSatisfy(
            line -> {
              assertThat(line.ours()).as(line.name()).isPositive();
              assertThat(line.theirs()).as(line.name()).isPositive();
              assertThat(line.against()).isNotBlank();
            });
    if (section == BenchmarkSection.PIPELINE) {
      assertThatBothWroteTheSameNumberOfAlerts();
    }
  }

  private void assertThatBothWroteTheSameNumberOfAlerts() {
    List<Integer> alerts =
        progress.stream()
            .filter(line -> line.contains(" alerts,"))
            .map(line -> Integer.valueOf(line.replaceAll(".* (\\d+) alerts,.*", "$1")))
            .toList();
    assertThat(alerts).hasSize(2).allMatch(count -> count > 0);
    assertThat(Set.copyOf(alerts)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"START", "MEMORY"})
  void skipsAndReportsSectionsThatNeedTheLauncher(BenchmarkSection section) throws Exception {
    assertThat(run(section)).isEmpty();
    assertThat(progress).singleElement().asString().contains("left out");
  }

  private List<BenchmarkResult> run(BenchmarkSection section) throws Exception {
    try (Workspace place = Workspace.create(null)) {
      return section.runBenchmark(
          new BenchmarkContext(BenchmarkScale.TRIAL, List.of(), place, progress::add));
    }
  }
}
