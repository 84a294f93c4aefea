package org.vigie.app.press;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vigie.analysis.accept.AcceptResult;

/// Compares what was published with what was accepted. Entries of one outlet are one article if
/// [NaiveRss] gives them one name.
final class ArticleComparison {
  private final Map<String, Set<String>> items = new TreeMap<>();
  private final Map<String, Set<String>> articles = new HashMap<>();
  private final Map<String, Set<List<String>>> texts = new HashMap<>();
  private final Map<String, Integer> accepted = new HashMap<>();
  private final Map<String, Set<String>> dates = new HashMap<>();
  private final Set<String> lost = new TreeSet<>();
  private final SortedMap<String, String> failures = new TreeMap<>();
  private int readings;

  /// Adds a document that was read.
  ///
  /// @param stored the time of the poll and the name of the feed
  /// @param published its entries, counted independently
  /// @param taken the decisions on its readings, in the order of the document
  void addDocument(
      String outlet, String stored, List<NaiveRss.Item> published, List<AcceptResult> taken) {
    if (published.size() != taken.size()) {
      lost.add(stored + ": " + published.size() + " entries, " + taken.size() + " readings");
      return;
    }
    for (int i = 0; i < published.size(); i++) {
      NaiveRss.Item entry = published.get(i);
      String article = outlet + " " + entry.name();
      String item = findItemKey(taken.get(i));
      items.computeIfAbsent(article, name -> new TreeSet<>()).add(item);
      articles.computeIfAbsent(item, id -> new TreeSet<>()).add(article);
      texts.computeIfAbsent(article, name -> new HashSet<>()).add(entry.said());
      dates.computeIfAbsent(article + entry.said(), text -> new HashSet<>()).add(entry.date());
      readings++;
    }
  }

  private String findItemKey(AcceptResult taken) {
    return switch (taken) {
      case AcceptResult.NewItem first -> findArticleKey(first.item().id());
      case AcceptResult.NewVersion next -> findArticleKey(next.item().id());
      case AcceptResult.RepeatedItem repeat -> repeat.item();
      case AcceptResult.ImportedItem history -> throw new AssertionError(history);
      case AcceptResult.KnownImport history -> throw new AssertionError(history);
    };
  }

  private String findArticleKey(String item) {
    accepted.merge(item, 1, Integer::sum);
    return item;
  }

  /// Adds a failed poll.
  void addFailure(String stored, String problem) {
    failures.put(stored, problem);
  }

  int countReadings() {
    return readings;
  }

  int countArticles() {
    return items.size();
  }

  int countVersions() {
    return accepted.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// The number of texts that appeared with more than one date.
  long countMovedDates() {
    return dates.values().stream().filter(several -> several.size() > 1).count();
  }

  SortedMap<String, String> failures() {
    return failures;
  }

  Set<String> lost() {
    return lost;
  }

  Map<String, Set<String>> findSplitArticles() {
    return findAmbiguous(items);
  }

  Map<String, Set<String>> findJoinedArticles() {
    return findAmbiguous(articles);
  }

  private static Map<String, Set<String>> findAmbiguous(Map<String, Set<String>> sets) {
    Map<String, Set<String>> several = new TreeMap<>(sets);
    several.values().removeIf(set -> set.size() == 1);
    return several;
  }

  /// The articles whose number of accepted versions differs from their number of texts.
  Map<String, String> findVersionDifferences() {
    Map<String, String> other = new TreeMap<>();
    items.forEach(
        (article, ids) -> {
          int versions = ids.stream().mapToInt(id -> accepted.getOrDefault(id, 0)).sum();
          Set<List<String>> said = Objects.requireNonNull(texts.get(article), article);
          if (versions != said.size()) {
            other.put(article, versions + " versions of " + said);
          }
        });
    return other;
  }

  @Override
  public String toString() {
    return countReadings()
        + " readings, "
        + countArticles()
        + " articles, "
        + accepted.size()
        + " items, "
        + countVersions()
        + " versions, "
        + countMovedDates()
        + " texts under several dates, failed: "
        + failures;
  }
}
