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
class SectionTest {
  private final List<String> progress = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(
      names = {"START", "MEMORY"},
      mode = Mode.EXCLUDE)
  void reportsFiguresOfBothSides(Section section) throws Exception {
    List<Comparison> comparisons = run(section);
    assertThat(comparisons).isNotEmpty();
    assertThat(comparisons)
        .allSatisfy(
            line -> {
              assertThat(line.ours()).as(line.name()).isPositive();
              assertThat(line.theirs()).as(line.name()).isPositive();
              assertThat(line.against()).isNotBlank();
            });
    if (section == Section.PIPELINE) {
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
  void leavesOutWhatNeedsTheLauncherAndSaysSo(Section section) throws Exception {
    assertThat(run(section)).isEmpty();
    assertThat(progress).singleElement().asString().contains("left out");
  }

  private List<Comparison> run(Section section) throws Exception {
    try (Workplace place = Workplace.open(null)) {
      return section.compare(new Scene(Effort.TRIAL, List.of(), place, progress::add));
    }
  }
}
