package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Measures the assignment to stories by pairs of articles, over invented sets of 47 events with
/// near misses between them.
class StoryQualityTest {
  private final List<LabelledStories> sets =
      Stream.of("diplomacy.txt", "home.txt", "traps.txt").map(LabelledStories::read).toList();

  @Test
  void joinsArticlesOfOneEventOnly() {
    assertThat(sets.stream().mapToLong(LabelledStories::countEvents).sum())
        .isGreaterThanOrEqualTo(25);
    LabelledStories.PairCounts all =
        sets.stream()
            .map(LabelledStories::countPairs)
            .reduce(LabelledStories.PairCounts::and)
            .orElseThrow();
    String figures =
        "P %.3f R %.3f F1 %.3f of %d pairs%n%s"
            .formatted(
                all.precision(),
                all.recall(),
                all.f1(),
                all.expected(),
                String.join("\n", all.mistakes()));
    assertThat(all.precision()).as(figures).isGreaterThanOrEqualTo(0.95);
    assertThat(all.f1()).as(figures).isGreaterThanOrEqualTo(0.85);
  }

  @Test
  void keepsNearMissesApart() {
    LabelledStories.PairCounts traps = LabelledStories.read("traps.txt").countPairs();
    assertThat(traps.mistakes()).isEmpty();
  }
}
