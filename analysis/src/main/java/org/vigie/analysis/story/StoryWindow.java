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

  /// Number of candidates that may have a feature before it counts as a theme: they may be one
  /// event in several stories.
  private static final int UNTHEMED_CANDIDATES = 3;

  /// Number of candidates without the feature that are assumed, so that a few candidates alone do
  /// not make a theme.
  private static final int ASSUMED_CANDIDATES = 5;

  /// Minimum share of its weight that a feature of the theme keeps.
  private static final double MIN_THEME_SHARE = 0.1;

  /// Minimum weight of a feature, for one that every story has.
  private static final double MIN_WEIGHT = 0.1;

  private final FeatureFrequencies frequencies;
  private final Map<String, FeaturePostings> features = new HashMap<>();
  private final Map<String, StoryEntry> stories = new LinkedHashMap<>();
  private final Map<String, StoryEntry> byLink = new HashMap<>();
  private final Map<String, StoryEntry> byTitle = new HashMap<>();
  private final List<StoryEntry> reached = new ArrayList<>();
  private long queryNumber;

  private int articleCount;

  /// Natural logarithm of the number of texts that weights are computed from: the assumed texts and
  /// the excerpts of the stories of the window.
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
    updateArticleCount(prints.size());
    for (FeaturePostings feature : entry.features()) {
      feature.append(entry);
    }
    for (IndexedFeatures print : prints) {
      for (FeaturePostings feature : print.features) {
        feature.addArticle();
      }
      byTitle.put(print.article.title(), entry);
      if (print.article.link() != null) {
        byLink.put(print.article.link(), entry);
      }
    }
  }

  private void updateArticleCount(int change) {
    articleCount += change;
    logTextCount = Math.log(ASSUMED_TEXTS + articleCount);
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
    updateArticleCount(-entry.articles.size());
    for (IndexedFeatures print : entry.articles) {
      for (FeaturePostings feature : print.features) {
        feature.removeArticle();
      }
    }
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

  FeatureComparison createComparison(IndexedFeatures print, List<StoryEntry> candidates) {
    return new FeatureComparison(print, candidates);
  }

  /// Compares one article with the stories that it may join. Features are marked once for all
  /// comparisons.
  ///
  /// What many of these stories have in common, such as the names of a war, is the theme of the day
  /// and distinguishes no event: the more of them have a feature, the less it weighs.
  final class FeatureComparison {
    private final IndexedFeatures compared;
    private final long mark = ++queryNumber;
    private final int candidateCount;
    private final FeatureSums sums = new FeatureSums();
    private final NameCount names = new NameCount();

    FeatureComparison(IndexedFeatures print, List<StoryEntry> candidates) {
      this.compared = print;
      candidateCount = candidates.size();
      for (StoryEntry candidate : candidates) {
        countFeatures(candidate.founder(), candidate);
        countFeatures(candidate.newest(), candidate);
      }
      for (int i = 0; i < print.features.length; i++) {
        FeaturePostings feature = print.features[i];
        feature.comparison = mark;
        feature.inComparedTitle = print.inTitle(i);
        feature.inComparedStep = print.inStep(i);
        feature.isComparedTitleName = print.isTitleName(i);
        sums.add(feature, themeWeight(feature), feature.inComparedTitle, feature.inComparedStep);
        if (feature.isComparedTitleName) {
          names.add(feature);
        }
      }
    }

    private void countFeatures(IndexedFeatures article, StoryEntry candidate) {
      for (FeaturePostings feature : article.features) {
        feature.countCandidate(mark, candidate);
      }
    }

    private double themeWeight(FeaturePostings feature) {
      int beyond = feature.candidateCount(mark) - UNTHEMED_CANDIDATES;
      return beyond <= 0
          ? weight(feature)
          : weight(feature)
              * Math.max(
                  MIN_THEME_SHARE, 1 - beyond / (double) (candidateCount + ASSUMED_CANDIDATES));
    }

    /// Computes the similarity to another article. A lead that the outlet repeats is left out.
    ArticleSimilarity compare(IndexedFeatures other) {
      boolean titlesOnly = compared.article.repeatsLeadOf(other.article);
      FeatureSums otherSums = new FeatureSums();
      double sharedStepWeight = 0;
      double otherSharedStepWeight = 0;
      double dot = 0;
      double rarest = 0;
      int sharedEventTypes = 0;
      NameCount strange = new NameCount();
      NameCount known = new NameCount();
      boolean namesake = false;
      for (int i = 0; i < other.features.length; i++) {
        FeaturePostings feature = other.features[i];
        boolean title = other.inTitle(i);
        if (titlesOnly && !title) {
          continue;
        }
        double weight = themeWeight(feature);
        boolean titleName = other.isTitleName(i);
        boolean step = other.inStep(i);
        otherSums.add(feature, weight, title, step);
        if (feature.comparison != mark || (titlesOnly && !feature.inComparedTitle)) {
          if (titleName) {
            strange.add(feature);
          }
          continue;
        }
        boolean name = titleName || feature.isComparedTitleName;
        if (name) {
          known.add(feature);
        }
        if (title && feature.inComparedTitle) {
          namesake |= name;
          sharedEventTypes += feature.isEventType() ? 1 : 0;
        }
        dot += weight * weight;
        sharedStepWeight += feature.inComparedStep ? weight : 0;
        otherSharedStepWeight += step ? weight : 0;
        rarest = Math.max(rarest, weight);
      }
      double overlap = ratio(sharedStepWeight, sums.stepWeight);
      double otherOverlap = ratio(otherSharedStepWeight, otherSums.stepWeight);
      double norm = titlesOnly ? sums.titleNorm : sums.textNorm;
      return new ArticleSimilarity(
          Math.min(overlap, otherOverlap),
          Math.max(overlap, otherOverlap),
          ratio(dot, Math.sqrt(norm * otherSums.textNorm)),
          rarest,
          sums.eventTypes + otherSums.eventTypes - 2 * sharedEventTypes,
          NameCount.compareNames(names, strange, known, namesake),
          Math.abs(
                  Duration.between(compared.article.effectiveDate(), other.article.effectiveDate())
                      .toMinutes())
              / 60.0,
          compared.article.isComment() || other.article.isComment());
    }
  }

  /// Sums over the features of an article.
  private static final class FeatureSums {
    private double textNorm;
    private double titleNorm;
    private double stepWeight;
    private int eventTypes;

    void add(FeaturePostings feature, double weight, boolean title, boolean step) {
      textNorm += weight * weight;
      stepWeight += step ? weight : 0;
      if (title) {
        titleNorm += weight * weight;
        eventTypes += feature.isEventType() ? 1 : 0;
      }
    }
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private double weight(FeaturePostings feature) {
    return Math.max(MIN_WEIGHT, logTextCount - feature.logFrequency());
  }
}
