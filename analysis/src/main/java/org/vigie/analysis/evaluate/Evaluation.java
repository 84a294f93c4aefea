package org.vigie.analysis.evaluate;

import java.util.ArrayList;
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
/// @param hardNegatives number of hard negatives: items that use the words of a topic in another
/// sense
/// @param hardNegativesMatched number of hard negatives with a topic found
/// @param misses all false positives and false negatives, in the order of the items
/// @param f1Interval 95 % confidence interval of the micro-averaged F1, by bootstrap
public record Evaluation(
    Map<String, ConfusionCounts> topics,
    int items,
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
    for (LabelledItem item : items) {
      ConfusionCounts ofItem = ConfusionCounts.NONE;
      boolean any = false;
      for (Explanation explanation : analyser.explain(new TokenizedText(item.content()))) {
        ConfusionCounts score = countDecision(item, explanation);
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
        topics, items.size(), lures, fired, misses, ConfidenceInterval.bootstrapF1(byItem));
  }

  private static ConfusionCounts countDecision(LabelledItem item, Explanation explanation) {
    boolean labelled = item.labels().contains(explanation.topic());
    boolean found = explanation.matches();
    return new ConfusionCounts(
        labelled && found ? 1 : 0, found && !labelled ? 1 : 0, labelled && !found ? 1 : 0);
  }

  /// Returns the counts of all topics together (micro average).
  public ConfusionCounts microAveraged() {
    return topics.values().stream().reduce(ConfusionCounts.NONE, ConfusionCounts::plus);
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
