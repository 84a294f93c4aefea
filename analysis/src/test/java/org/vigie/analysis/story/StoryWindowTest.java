package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoryWindowTest {
  private final StoryWindow window = new StoryWindow(FeatureFrequencies.bundled());
  private final FeatureExtractor extractor = new FeatureExtractor();

  private IndexedFeatures article(String id, String title) {
    return window.indexFeatures(
        extractor.extract(
            new ArticleExcerpt(id, id, StoryFixture.NOW, null, title, "Selon la marine.", null)));
  }

  private StoryEntry put(String id, String title) {
    window.put(id, window.size(), List.of(article(id, title)));
    return Objects.requireNonNull(window.get(id));
  }

  private ArticleSimilarity compare(IndexedFeatures print, List<StoryEntry> candidates) {
    return window.createComparison(print, candidates).compare(candidates.getFirst().founder());
  }

  @Test
  void whatManyCandidatesShareWeighsLess() {
    StoryEntry first = put("a", "Détroit de Corvane : la marine arraisonne un cargo");
    List<StoryEntry> theme =
        IntStream.range(0, 12)
            .mapToObj(i -> put("t" + i, "Détroit de Corvane, jour " + i))
            .toList();
    List<StoryEntry> all = new ArrayList<>(List.of(first));
    all.addAll(theme);
    IndexedFeatures next = article("b", "Détroit de Corvane : un ministre appelle au calme");
    IndexedFeatures reprint = article("c", "Un cargo arraisonné par la marine à Corvane");
    assertThat(compare(next, all).computeStrength())
        .isLessThan(compare(next, List.of(first)).computeStrength() - 2);
    assertThat(compare(reprint, all).computeStrength())
        .isGreaterThan(compare(next, all).computeStrength() + 2);
  }

  @Test
  void aNameInEachArticleOfOneStoryIsNotRare() {
    StoryEntry one = put("a", "Un cargo arraisonné à Corvane");
    double rare = compare(article("b", "Blocus de Corvane"), List.of(one)).rarestWeight();
    window.put(
        "a",
        window.size(),
        List.of(
            article("a", "Un cargo arraisonné à Corvane"),
            article("x", "Corvane : un cargo saisi"),
            article("y", "Blocus à Corvane")));
    StoryEntry more = Objects.requireNonNull(window.get("a"));
    assertThat(compare(article("b", "Blocus de Corvane"), List.of(more)).rarestWeight())
        .isLessThan(rare);
  }
}
