package org.vigie.analysis.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Invented articles, each labelled with its event.
record LabelledStories(List<LabelledArticle> articles) {
  /// An article and the name of its event.
  record LabelledArticle(String event, StoryFixture.TestArticle piece) {}

  static LabelledStories read(String name) {
    try (InputStream in = Objects.requireNonNull(LabelledStories.class.getResourceAsStream(name))) {
      List<LabelledArticle> articles = new ArrayList<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> articles.add(parseLine(line, name + articles.size())));
      articles.sort(Comparator.comparing(labelled -> labelled.piece().seen()));
      return new LabelledStories(List.copyOf(articles));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LabelledArticle parseLine(String line, String id) {
    String[] part = line.split(" \\| ");
    Instant seen = Instant.parse(part[1] + ":00Z");
    return new LabelledArticle(
        part[0], new StoryFixture.TestArticle(id, part[2], seen, part[3], part[4]));
  }

  /// Counts of article pairs: joined correctly, joined, and of one event.
  record PairCounts(int correct, int joined, int expected, List<String> mistakes) {
    double precision() {
      return joined == 0 ? 1 : (double) correct / joined;
    }

    double recall() {
      return expected == 0 ? 1 : (double) correct / expected;
    }

    double f1() {
      return 2 * precision() * recall() / (precision() + recall());
    }

    PairCounts and(PairCounts other) {
      List<String> all = new ArrayList<>(mistakes);
      all.addAll(other.mistakes);
      return new PairCounts(
          correct + other.correct, joined + other.joined, expected + other.expected, all);
    }
  }

  PairCounts countPairs() {
    StoryFixture press = new StoryFixture();
    Map<String, String> stories = new HashMap<>();
    articles.forEach(
        labelled -> stories.put(labelled.piece().id(), press.assignId(labelled.piece())));
    int both = 0;
    int found = 0;
    int wanted = 0;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < articles.size(); i++) {
      for (LabelledArticle other : articles.subList(0, i)) {
        LabelledArticle labelled = articles.get(i);
        boolean one =
            Objects.equals(stories.get(labelled.piece().id()), stories.get(other.piece().id()));
        boolean same = labelled.event().equals(other.event());
        both += one && same ? 1 : 0;
        found += one ? 1 : 0;
        wanted += same ? 1 : 0;
        if (one != same) {
          wrong.add(
              (one ? "joined: " : "apart: ")
                  + labelled.piece().title()
                  + " / "
                  + other.piece().title());
        }
      }
    }
    return new PairCounts(both, found, wanted, wrong);
  }

  long countEvents() {
    return articles.stream().map(LabelledArticle::event).distinct().count();
  }
}
