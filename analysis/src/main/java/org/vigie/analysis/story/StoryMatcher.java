package org.vigie.analysis.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the story of the window that an article belongs to: the story with the same link, else
/// with the same headline, else the most similar one if it exceeds the threshold. Not thread-safe.
final class StoryMatcher {
  /// Weight of the more similar one of a story's founder and newest member; the other has the rest.
  private static final double HIGHER_WEIGHT = 0.65;

  /// Penalty if an excerpt of the story is of the same outlet, in logits: an outlet writes on one
  /// event once, and its next article is on the next step.
  private static final double KNOWN_OUTLET_PENALTY = 2.7;

  /// Minimum number of words of a headline that may identify a reprint; shorter ones may be the
  /// constant title of a series.
  private static final int MIN_TITLE_WORDS = 4;

  private final StoryWindow window;

  StoryMatcher(StoryWindow window) {
    this.window = window;
  }

  /// Returns the story that the article joins, null if it founds one.
  @Nullable StoryEntry findStory(IndexedFeatures print) {
    StoryEntry copy = findCopied(print);
    return copy != null ? copy : findMostSimilar(print);
  }

  private @Nullable StoryEntry findCopied(IndexedFeatures print) {
    StoryEntry linked = window.findByLink(print.article.link());
    if (linked != null && linked.isTimely(print.article)) {
      return linked;
    }
    StoryEntry titled = window.findByTitle(print.article.title());
    boolean copy =
        titled != null
            && titled.isTimely(print.article)
            && print.article.kind() != ArticleFeatures.ArticleKind.DIGEST
            && countWords(print.article.title()) >= MIN_TITLE_WORDS
            && titled.articles.stream().anyMatch(other -> isReprint(print.article, other.article));
    return copy ? titled : null;
  }

  private static int countWords(String title) {
    return title.split(" ").length;
  }

  /// The same headline in another outlet is a reprint; in the same outlet it may be a series.
  static boolean isReprint(ArticleFeatures print, ArticleFeatures other) {
    return print.title().equals(other.title()) && !print.outlet().equals(other.outlet());
  }

  private @Nullable StoryEntry findMostSimilar(IndexedFeatures print) {
    if (print.article.kind() == ArticleFeatures.ArticleKind.DIGEST) {
      return null;
    }
    List<StoryEntry> candidates = window.findCandidates(print);
    StoryWindow.FeatureComparison comparison = window.createComparison(print, candidates);
    AdaptiveThreshold threshold = new AdaptiveThreshold();
    StoryEntry best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (StoryEntry entry : candidates) {
      double strength = computeStrength(comparison, print, entry);
      threshold.add(strength);
      if (strength > most) {
        best = entry;
        most = strength;
      }
    }
    return most > threshold.computeThreshold() ? best : null;
  }

  /// Computes the similarity to the founder and the newest member of a story. The founder defines
  /// the subject of the story: comparing with the newest member alone would let the story drift
  /// with every join. Members between the two are compared by ordinals only, since one of them may
  /// be the only member that states an ordinal.
  private static double computeStrength(
      StoryWindow.FeatureComparison comparison, IndexedFeatures print, StoryEntry entry) {
    // Few articles state an ordinal, and the others need not ask every member of every candidate.
    if (!print.article.facts().ordinals().isEmpty()) {
      for (IndexedFeatures member : entry.articles) {
        if (StoryVeto.hasOrdinalConflict(print.article, member.article)) {
          return Double.NEGATIVE_INFINITY;
        }
      }
    }
    double founder = computeStrength(comparison, print, entry.founder());
    double newest =
        entry.articles.size() == 1 ? founder : computeStrength(comparison, print, entry.newest());
    return HIGHER_WEIGHT * Math.max(founder, newest)
        + (1 - HIGHER_WEIGHT) * Math.min(founder, newest)
        - (entry.hasOutlet(print.article.outlet()) ? KNOWN_OUTLET_PENALTY : 0);
  }

  private static double computeStrength(
      StoryWindow.FeatureComparison comparison, IndexedFeatures print, IndexedFeatures member) {
    return member.article.kind() == ArticleFeatures.ArticleKind.DIGEST
            || StoryVeto.isSameTemplate(print.article, member.article)
        ? Double.NEGATIVE_INFINITY
        : comparison.compare(member).computeStrength();
  }

  /// Within this interval, an outlet that repeats a headline repeats an article; a series appears
  /// daily.
  private static final Duration SERIES_INTERVAL = Duration.ofHours(18);

  /// Minimum number of equal words at the end of two headlines of one template, and maximum number
  /// of words before them; the first word must be equal as well.
  private static final int TEMPLATE_TAIL_WORDS = 2;

  private static final int TEMPLATE_HEAD_WORDS = 5;

  /// Rules that keep two articles apart whatever their similarity.
  private static final class StoryVeto {
    /// Different ordinals of one noun: `13e paquet` and `12e paquet`.
    static boolean hasOrdinalConflict(ArticleFeatures one, ArticleFeatures other) {
      Map<String, Set<String>> others = other.facts().ordinals();
      for (Map.Entry<String, Set<String>> row : one.facts().ordinals().entrySet()) {
        Set<String> values = others.get(row.getKey());
        if (values != null && values.stream().noneMatch(row.getValue()::contains)) {
          return true;
        }
      }
      return false;
    }

    /// Headlines of one outlet that follow one template.
    static boolean isSameTemplate(ArticleFeatures one, ArticleFeatures other) {
      return one.outlet().equals(other.outlet())
          && (isConstantTitle(one, other)
              || isFilledTemplate(one, other)
              || isDailyTitle(one, other));
    }

    /// A series with a constant title: one outlet, one headline, further apart than a repetition.
    private static boolean isConstantTitle(ArticleFeatures one, ArticleFeatures other) {
      return one.title().equals(other.title())
          && !one.item().equals(other.item())
          && Duration.between(one.effectiveDate(), other.effectiveDate())
                  .abs()
                  .compareTo(SERIES_INTERVAL)
              > 0;
    }

    /// A template with different names: `Défilé - Aelis - Couture`, `Défilé - Ashi - Couture`.
    private static boolean isFilledTemplate(ArticleFeatures one, ArticleFeatures other) {
      if (one.title().equals(other.title())) {
        return false;
      }
      String[] words = one.title().split(" ");
      String[] others = other.title().split(" ");
      int shorter = Math.min(words.length, others.length);
      int tail = 0;
      while (tail < shorter
          && words[words.length - 1 - tail].equals(others[others.length - 1 - tail])) {
        tail++;
      }
      return words[0].equals(others[0])
          && tail >= TEMPLATE_TAIL_WORDS
          && Math.max(words.length, others.length) - tail <= TEMPLATE_HEAD_WORDS;
    }

    /// A daily headline with a date: `Le journal du mercredi 24 janvier`.
    private static boolean isDailyTitle(ArticleFeatures one, ArticleFeatures other) {
      Set<String> days = one.facts().days();
      Set<String> others = other.facts().days();
      return !days.isEmpty()
          && !others.isEmpty()
          && days.stream().noneMatch(others::contains)
          && Duration.between(one.effectiveDate(), other.effectiveDate())
                  .abs()
                  .compareTo(SERIES_INTERVAL)
              > 0;
    }
  }
}
