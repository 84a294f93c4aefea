package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Measures the assignment to stories by pairs of articles, over invented sets of 47 events with
/// near misses between them.
class StorySetsTest {
  private final List<StorySet> sets =
      Stream.of("diplomacy.txt", "home.txt", "traps.txt").map(StorySet::read).toList();

  @Test
  void joinsWhatTellsOfOneEventAndNothingElse() {
    assertThat(sets.stream().mapToLong(StorySet::events).sum()).isGreaterThanOrEqualTo(25);
    StorySet.Score all =
        sets.stream().map(StorySet::score).reduce(StorySet.Score::and).orElseThrow();
    String figures =
        "P %.3f R %.3f F1 %.3f of %d pairs%n%s"
            .formatted(
                all.precision(),
                all.recall(),
                all.f1(),
                all.wanted(),
                String.join("\n", all.wrong()));
    assertThat(all.precision()).as(figures).isGreaterThanOrEqualTo(0.95);
    assertThat(all.f1()).as(figures).isGreaterThanOrEqualTo(0.85);
  }

  @Test
  void theTrapsCatchNothing() {
    StorySet.Score traps = StorySet.read("traps.txt").score();
    assertThat(traps.wrong()).isEmpty();
  }
}
