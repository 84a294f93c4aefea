package org.vigie.analysis.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.Explanation;

/// The result of classifying labelled items.
///
/// @param topics counts by topic
/// @param items number of classified items
/// @param ambiguous number of items left out because readers may well disagree on them
/// @param hardNegatives number of hard negatives: items that use the words of a topic in another
/// sense
/// @param hardNegativesMatched number of hard negatives with a topic found
/// @param misses all false positives and false negatives, in the order of the items
/// @param f1Interval 95 % confidence interval of the micro-averaged F1, by bootstrap
public record Evaluation(
    Map<String, ConfusionCounts> topics,
    int items,
    int ambiguous,
    int hardNegatives,
    int hardNegativesMatched,
    List<Miss> misses,
    ConfidenceInterval f1Interval) {
  /// Copies the collections.
  public Evaluation {
    topics = new TreeMap<>(topics);
    misses = List.copyOf(misses);
  }

  /// A false positive or false negative.
  ///
  /// @param falseNegative true for a false negative (labelled, not found), false for a false
  /// positive
  /// @param explanation the score of the topic, explained
  public record Miss(
      LabelledItem item, String topic, boolean falseNegative, Explanation explanation) {}

  /// Evaluates the topics that the analyser knows; labels of other topics are ignored.
  public static Evaluation evaluate(TextAnalyser analyser, List<LabelledItem> items) {
    Map<String, ConfusionCounts> topics = new TreeMap<>();
    List<Miss> misses = new ArrayList<>();
    List<ConfusionCounts> byItem = new ArrayList<>();
    int lures = 0;
    int fired = 0;
    int ambiguous = 0;
    for (LabelledItem item : items) {
      if (item.ambiguous()) {
        ambiguous++;
        continue;
      }
      ConfusionCounts ofItem = ConfusionCounts.NONE;
      boolean any = false;
      for (Explanation explanation : analyser.explain(new TokenizedText(item.content()))) {
        ConfusionCounts score =
            ConfusionCounts.of(item.labels().contains(explanation.topic()), explanation.matches());
        topics.merge(explanation.topic(), score, ConfusionCounts::plus);
        ofItem = ofItem.plus(score);
        any |= explanation.matches();
        if (score.falsePositives() + score.falseNegatives() > 0) {
          misses.add(new Miss(item, explanation.topic(), score.falseNegatives() > 0, explanation));
        }
      }
      byItem.add(ofItem);
      lures += item.hardNegative() ? 1 : 0;
      fired += item.hardNegative() && any ? 1 : 0;
    }
    return new Evaluation(
        topics,
        byItem.size(),
        ambiguous,
        lures,
        fired,
        misses,
        ConfidenceInterval.bootstrapF1(byItem));
  }

  /// Returns the counts of all topics together (micro average).
  public ConfusionCounts microAveraged() {
    return ConfusionCounts.sum(topics.values());
  }

  /// Returns the mean F1 of the topics (macro average). Topics without any label or find are left
  /// out.
  public double macroF1() {
    return topics.values().stream()
        .filter(
            score -> score.truePositives() + score.falsePositives() + score.falseNegatives() > 0)
        .mapToDouble(ConfusionCounts::f1)
        .average()
        .orElse(1);
  }

  /// A kind of misses.
  ///
  /// @param hardNegatives how many of them are hard negatives
  /// @param example id of the first item
  public record KindCount(
      String topic,
      boolean falseNegative,
      MissKind kind,
      int count,
      int hardNegatives,
      String example) {}

  /// Counts the misses by topic and kind, the most frequent of a topic first.
  public List<KindCount> countKinds() {
    Map<List<Object>, List<Miss>> byKind = new LinkedHashMap<>();
    for (Miss miss : misses) {
      byKind
          .computeIfAbsent(
              List.of(miss.topic(), miss.falseNegative(), MissKind.of(miss.explanation())),
              unused -> new ArrayList<>())
          .add(miss);
    }
    return byKind.values().stream()
        .map(Evaluation::countKind)
        .sorted(
            Comparator.comparing(KindCount::topic)
                .thenComparing(KindCount::count, Comparator.reverseOrder()))
        .toList();
  }

  private static KindCount countKind(List<Miss> alike) {
    Miss first = alike.getFirst();
    return new KindCount(
        first.topic(),
        first.falseNegative(),
        MissKind.of(first.explanation()),
        alike.size(),
        (int) alike.stream().filter(miss -> miss.item().hardNegative()).count(),
        first.item().id());
  }

  /// Compares with another evaluation of the same items: returns the misses of this one that the
  /// other does not have.
  public List<Miss> findNewMisses(Evaluation other) {
    List<String> known = other.misses().stream().map(Evaluation::missKey).toList();
    return misses.stream().filter(miss -> !known.contains(missKey(miss))).toList();
  }

  private static String missKey(Miss miss) {
    return miss.item().id() + '\u0000' + miss.topic();
  }
}
