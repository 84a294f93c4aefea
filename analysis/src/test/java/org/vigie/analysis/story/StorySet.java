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
record StorySet(List<Told> articles) {
  /// An article and the name of its event.
  record Told(String event, Press.Piece piece) {}

  static StorySet read(String name) {
    try (InputStream in = Objects.requireNonNull(StorySet.class.getResourceAsStream(name))) {
      List<Told> articles = new ArrayList<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> articles.add(told(line, name + articles.size())));
      articles.sort(Comparator.comparing(told -> told.piece().seen()));
      return new StorySet(List.copyOf(articles));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Told told(String line, String id) {
    String[] part = line.split(" \\| ");
    Instant seen = Instant.parse(part[1] + ":00Z");
    return new Told(part[0], new Press.Piece(id, part[2], seen, part[3], part[4]));
  }

  /// Counts of article pairs: joined correctly, joined, and of one event.
  record Score(int both, int found, int wanted, List<String> wrong) {
    double precision() {
      return found == 0 ? 1 : (double) both / found;
    }

    double recall() {
      return wanted == 0 ? 1 : (double) both / wanted;
    }

    double f1() {
      return 2 * precision() * recall() / (precision() + recall());
    }

    Score and(Score other) {
      List<String> all = new ArrayList<>(wrong);
      all.addAll(other.wrong);
      return new Score(both + other.both, found + other.found, wanted + other.wanted, all);
    }
  }

  Score score() {
    Press press = new Press();
    Map<String, String> stories = new HashMap<>();
    articles.forEach(told -> stories.put(told.piece().id(), press.place(told.piece())));
    int both = 0;
    int found = 0;
    int wanted = 0;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < articles.size(); i++) {
      for (Told other : articles.subList(0, i)) {
        Told told = articles.get(i);
        boolean one =
            Objects.equals(stories.get(told.piece().id()), stories.get(other.piece().id()));
        boolean same = told.event().equals(other.event());
        both += one && same ? 1 : 0;
        found += one ? 1 : 0;
        wanted += same ? 1 : 0;
        if (one != same) {
          wrong.add(
              (one ? "joined: " : "apart: ")
                  + told.piece().title()
                  + " / "
                  + other.piece().title());
        }
      }
    }
    return new Score(both, found, wanted, wrong);
  }

  long events() {
    return articles.stream().map(Told::event).distinct().count();
  }
}
