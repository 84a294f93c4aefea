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
import org.vigie.analysis.accept.Accepted;

/// Compares what was published with what was accepted. Entries of one outlet are one article if
/// [NaiveRss] gives them one name.
final class Ledger {
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
  void read(String outlet, String stored, List<NaiveRss.Item> published, List<Accepted> taken) {
    if (published.size() != taken.size()) {
      lost.add(stored + ": " + published.size() + " entries, " + taken.size() + " readings");
      return;
    }
    for (int i = 0; i < published.size(); i++) {
      NaiveRss.Item entry = published.get(i);
      String article = outlet + " " + entry.name();
      String item = item(taken.get(i));
      items.computeIfAbsent(article, name -> new TreeSet<>()).add(item);
      articles.computeIfAbsent(item, id -> new TreeSet<>()).add(article);
      texts.computeIfAbsent(article, name -> new HashSet<>()).add(entry.said());
      dates.computeIfAbsent(article + entry.said(), text -> new HashSet<>()).add(entry.date());
      readings++;
    }
  }

  private String item(Accepted taken) {
    return switch (taken) {
      case Accepted.NewItem first -> counted(first.item().id());
      case Accepted.NewVersion next -> counted(next.item().id());
      case Accepted.Repeat repeat -> repeat.item();
      case Accepted.History history -> throw new AssertionError(history);
      case Accepted.KnownHistory history -> throw new AssertionError(history);
    };
  }

  private String counted(String item) {
    accepted.merge(item, 1, Integer::sum);
    return item;
  }

  /// Adds a failed poll.
  void failed(String stored, String problem) {
    failures.put(stored, problem);
  }

  int readings() {
    return readings;
  }

  int articles() {
    return items.size();
  }

  int versions() {
    return accepted.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// The number of texts that appeared with more than one date.
  long movedDates() {
    return dates.values().stream().filter(several -> several.size() > 1).count();
  }

  SortedMap<String, String> failures() {
    return failures;
  }

  Set<String> lost() {
    return lost;
  }

  Map<String, Set<String>> split() {
    return several(items);
  }

  Map<String, Set<String>> joined() {
    return several(articles);
  }

  private static Map<String, Set<String>> several(Map<String, Set<String>> sets) {
    Map<String, Set<String>> several = new TreeMap<>(sets);
    several.values().removeIf(set -> set.size() == 1);
    return several;
  }

  /// The articles whose number of accepted versions differs from their number of texts.
  Map<String, String> otherVersions() {
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
    return readings()
        + " readings, "
        + articles()
        + " articles, "
        + accepted.size()
        + " items, "
        + versions()
        + " versions, "
        + movedDates()
        + " texts under several dates, failed: "
        + failures;
  }
}
