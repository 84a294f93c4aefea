package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Every section with tiny sizes: that it runs and what it reports, never how fast.
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
  }

  @ParameterizedTest
  @EnumSource(names = {"START", "MEMORY"})
  void leavesOutWhatNeedsTheLauncherAndSaysSo(Section section) throws Exception {
    assertThat(run(section)).isEmpty();
    assertThat(progress).singleElement().asString().contains("left out");
  }

  @Test
  void theRivalOfThePipelineWritesAsManyAlerts() throws Exception {
    List<String> alerts =
        run(Section.PIPELINE).isEmpty()
            ? List.of()
            : progress.stream()
                .filter(line -> line.contains(" alerts,"))
                .map(line -> line.replaceAll(".* (\\d+) alerts,.*", "$1"))
                .toList();
    assertThat(alerts).hasSize(2);
    assertThat(Integer.parseInt(alerts.getFirst())).isPositive();
    assertThat(alerts.getFirst()).isEqualTo(alerts.getLast());
  }

  private List<Comparison> run(Section section) throws Exception {
    try (Workplace place = Workplace.open(null)) {
      return section.compare(new Scene(Effort.TRIAL, List.of(), place, progress::add));
    }
  }
}
