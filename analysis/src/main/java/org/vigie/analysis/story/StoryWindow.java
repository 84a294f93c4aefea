package org.vigie.analysis.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stories that an item may still join, indexed by their features. Answers depend only on the
/// traces and their order, so that a refilled window gives the same answers. Not thread-safe.
///
/// A query looks up the [#ASKED] rarest features of the item, reads the [#POSTINGS] newest stories
/// of each, and compares [#COMPARED] stories by two articles each, whatever the size of the window.
final class StoryWindow {
  static final int MAX_QUERY_FEATURES = 24;
  static final int MAX_POSTINGS = 60;
  static final int MAX_COMPARED = 20;

  /// Maximum time between the last member of a story and a new one, by `seen`.
  static final Duration MAX_SINCE_LAST = Duration.ofHours(72);

  /// Maximum time between the founder of a story and a new member, by `seen`.
  static final Duration MAX_SINCE_FOUNDER = Duration.ofDays(7);

  /// Weight, in texts, of the table's frequency of a feature against the counts of the window.
  private static final double ASSUMED_TEXTS = 2000;

  /// Minimum weight of a feature, for one that every story has.
  private static final double MIN_WEIGHT = 0.1;

  private final FeatureFrequencies frequencies;
  private final Map<String, FeaturePostings> features = new HashMap<>();
  private final Map<String, StoryEntry> stories = new LinkedHashMap<>();
  private final Map<String, StoryEntry> byLink = new HashMap<>();
  private final Map<String, StoryEntry> byTitle = new HashMap<>();
  private final List<StoryEntry> reached = new ArrayList<>();
  private long queryNumber;

  /// Natural logarithm of the number of texts that weights are computed from: the assumed texts and
  /// the stories of the window.
  private double logTextCount = Math.log(ASSUMED_TEXTS);

  StoryWindow(FeatureFrequencies rarity) {
    this.frequencies = rarity;
  }

  int size() {
    return stories.size();
  }

  IndexedFeatures indexFeatures(ArticleFeatures print) {
    FeaturePostings[] known =
        print.occurrences().stream()
            .map(
                sign -> {
                  FeaturePostings feature = features.get(sign.feature());
                  return feature == null
                      ? new FeaturePostings(
                          sign.feature(), ASSUMED_TEXTS * frequencies.shareOf(sign.feature()))
                      : feature;
                })
            .toArray(FeaturePostings[]::new);
    return new IndexedFeatures(print, known);
  }

  /// Adds a story, or replaces it by its newer state.
  void put(String story, long order, List<IndexedFeatures> prints) {
    remove(story);
    prints.forEach(this::intern);
    StoryEntry entry = new StoryEntry(story, order, List.copyOf(prints));
    stories.put(story, entry);
    logTextCount = Math.log(ASSUMED_TEXTS + stories.size());
    for (FeaturePostings feature : entry.features()) {
      feature.append(entry);
    }
    for (IndexedFeatures print : prints) {
      byTitle.put(print.article.title(), entry);
      if (print.article.link() != null) {
        byLink.put(print.article.link(), entry);
      }
    }
  }

  private void intern(IndexedFeatures print) {
    for (int i = 0; i < print.features.length; i++) {
      FeaturePostings feature = print.features[i];
      FeaturePostings known = features.putIfAbsent(feature.name, feature);
      print.features[i] = known == null ? feature : known;
    }
  }

  /// Removes a story if it is present.
  void remove(String story) {
    StoryEntry entry = stories.remove(story);
    if (entry == null) {
      return;
    }
    logTextCount = Math.log(ASSUMED_TEXTS + stories.size());
    for (FeaturePostings feature : entry.features()) {
      feature.remove(entry);
      if (feature.storyCount() == 0) {
        features.remove(feature.name);
      }
    }
    for (IndexedFeatures print : entry.articles) {
      byTitle.remove(print.article.title(), entry);
      if (print.article.link() != null) {
        byLink.remove(print.article.link(), entry);
      }
    }
  }

  /// Returns the least recently updated story, null if the window is empty.
  @Nullable StoryEntry findLeastRecent() {
    return stories.isEmpty() ? null : stories.values().iterator().next();
  }

  @Nullable StoryEntry get(String story) {
    return stories.get(story);
  }

  @Nullable StoryEntry findByLink(@Nullable String link) {
    return link == null ? null : byLink.get(link);
  }

  @Nullable StoryEntry findByTitle(String title) {
    return byTitle.get(title);
  }

  /// Returns the stories that share the largest weight of rare features, best first.
  List<StoryEntry> findCandidates(IndexedFeatures print) {
    queryNumber++;
    List<FeaturePostings> rarest = new ArrayList<>(List.of(print.features));
    rarest.sort(Comparator.comparingDouble(this::weight).reversed());
    reached.clear();
    long seen = print.article.seen().getEpochSecond();
    long dated = print.article.effectiveDate().getEpochSecond();
    for (FeaturePostings feature : rarest.subList(0, Math.min(MAX_QUERY_FEATURES, rarest.size()))) {
      double weight = weight(feature);
      for (int i = 0; i < Math.min(MAX_POSTINGS, feature.storyCount()); i++) {
        StoryEntry entry = feature.newestEntry(i);
        if (entry.lastQuery != queryNumber) {
          entry.lastQuery = queryNumber;
          entry.sharedWeight = 0;
          if (entry.isTimely(seen, dated)) {
            reached.add(entry);
          }
        }
        entry.sharedWeight += weight;
      }
    }
    return selectBest();
  }

  /// Selects the best of the reached stories, best first. Avoids sorting, since there may be a
  /// thousand.
  private List<StoryEntry> selectBest() {
    List<StoryEntry> best = new ArrayList<>(MAX_COMPARED + 1);
    for (StoryEntry entry : reached) {
      int at = best.size();
      while (at > 0 && isBefore(entry, best.get(at - 1))) {
        at--;
      }
      if (at < MAX_COMPARED) {
        best.add(at, entry);
        if (best.size() > MAX_COMPARED) {
          best.removeLast();
        }
      }
    }
    return best;
  }

  private static boolean isBefore(StoryEntry one, StoryEntry other) {
    return one.sharedWeight > other.sharedWeight
        || (one.sharedWeight == other.sharedWeight && one.order() > other.order());
  }

  FeatureComparison createComparison(IndexedFeatures print) {
    return new FeatureComparison(print);
  }

  /// Compares one article with others. Its features are marked once for all comparisons.
  final class FeatureComparison {
    private final IndexedFeatures compared;
    private final long mark;
    private double titleNorm;
    private double titleWeight;
    private final NameCount names = new NameCount();

    FeatureComparison(IndexedFeatures print) {
      this.compared = print;
      mark = ++queryNumber;
      for (int i = 0; i < print.features.length; i++) {
        FeaturePostings feature = print.features[i];
        feature.comparison = mark;
        feature.inComparedTitle = print.inTitle(i);
        feature.isComparedTitleName = print.isTitleName(i);
        if (feature.inComparedTitle) {
          double weight = weight(feature);
          titleNorm += weight * weight;
          titleWeight += weight;
        }
        if (feature.isComparedTitleName) {
          names.add(feature);
        }
      }
    }

    /// Computes the similarity to another article.
    ArticleSimilarity compare(IndexedFeatures other) {
      double titleDot = 0;
      double otherTitleNorm = 0;
      double otherTitleWeight = 0;
      double sharedTitleWeight = 0;
      double otherSharedTitleWeight = 0;
      double rarest = 0;
      int happenings = 0;
      NameCount strange = new NameCount();
      NameCount known = new NameCount();
      boolean namesake = false;
      for (int i = 0; i < other.features.length; i++) {
        FeaturePostings feature = other.features[i];
        double weight = weight(feature);
        boolean title = other.inTitle(i);
        boolean titleName = other.isTitleName(i);
        otherTitleNorm += title ? weight * weight : 0;
        otherTitleWeight += title ? weight : 0;
        if (feature.comparison != mark) {
          if (titleName) {
            strange.add(feature);
          }
          continue;
        }
        if (titleName || feature.isComparedTitleName) {
          known.add(feature);
        }
        boolean inBoth = title && feature.inComparedTitle;
        namesake |= inBoth && (titleName || feature.isComparedTitleName);
        titleDot += inBoth ? weight * weight : 0;
        happenings += inBoth && feature.isEventType() ? 1 : 0;
        sharedTitleWeight += feature.inComparedTitle ? weight : 0;
        otherSharedTitleWeight += title ? weight : 0;
        rarest = Math.max(rarest, weight);
      }
      return new ArticleSimilarity(
          (ratio(sharedTitleWeight, titleWeight) + ratio(otherSharedTitleWeight, otherTitleWeight))
              / 2,
          ratio(titleDot, Math.sqrt(titleNorm * otherTitleNorm)),
          rarest,
          happenings,
          NameCount.compareNames(names, strange, known, namesake),
          Math.abs(
                  Duration.between(compared.article.effectiveDate(), other.article.effectiveDate())
                      .toMinutes())
              / 60.0,
          compared.article.outlet().equals(other.article.outlet()));
    }
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private double weight(FeaturePostings feature) {
    return Math.max(MIN_WEIGHT, logTextCount - feature.logFrequency());
  }
}
