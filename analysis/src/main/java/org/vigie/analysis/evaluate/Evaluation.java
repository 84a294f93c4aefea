package org.vigie.analysis.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.text.Text;
import org.vigie.analysis.topic.Explanation;

/// The result of classifying labelled items.
///
/// @param topics counts by topic
/// @param items number of classified items
/// @param lures number of hard negatives: items that use the words of a topic in another sense
/// @param luresFired number of hard negatives with a topic found
/// @param misses all false positives and false negatives, in the order of the items
/// @param f1Interval 95 % confidence interval of the micro-averaged F1, by bootstrap
public record Evaluation(
    Map<String, Score> topics,
    int items,
    int lures,
    int luresFired,
    List<Miss> misses,
    Interval f1Interval) {
  /// Copies the collections.
  public Evaluation {
    topics = new TreeMap<>(topics);
    misses = List.copyOf(misses);
  }

  /// A false positive or false negative.
  ///
  /// @param overlooked true for a false negative (labelled, not found), false for a false positive
  /// @param explanation the score of the topic, explained
  public record Miss(Labelled item, String topic, boolean overlooked, Explanation explanation) {}

  /// Evaluates the topics that the analyst knows; labels of other topics are ignored.
  public static Evaluation of(Analyst analyst, List<Labelled> items) {
    Map<String, Score> topics = new TreeMap<>();
    List<Miss> misses = new ArrayList<>();
    List<Score> byItem = new ArrayList<>();
    int lures = 0;
    int fired = 0;
    for (Labelled item : items) {
      Score ofItem = Score.NONE;
      boolean any = false;
      for (Explanation explanation : analyst.explain(new Text(item.content()))) {
        Score score = score(item, explanation);
        topics.merge(explanation.topic(), score, Score::plus);
        ofItem = ofItem.plus(score);
        any |= explanation.matches();
        if (score.alarms() + score.overlooked() > 0) {
          misses.add(new Miss(item, explanation.topic(), score.overlooked() > 0, explanation));
        }
      }
      byItem.add(ofItem);
      lures += item.lure() ? 1 : 0;
      fired += item.lure() && any ? 1 : 0;
    }
    return new Evaluation(topics, items.size(), lures, fired, misses, Interval.ofF1(byItem));
  }

  private static Score score(Labelled item, Explanation explanation) {
    boolean labelled = item.labels().contains(explanation.topic());
    boolean found = explanation.matches();
    return new Score(
        labelled && found ? 1 : 0, found && !labelled ? 1 : 0, labelled && !found ? 1 : 0);
  }

  /// Returns the counts of all topics together (micro average).
  public Score micro() {
    return topics.values().stream().reduce(Score.NONE, Score::plus);
  }

  /// Returns the mean F1 of the topics (macro average). Topics without any label or find are left
  /// out.
  public double macroF1() {
    return topics.values().stream()
        .filter(score -> score.found() + score.alarms() + score.overlooked() > 0)
        .mapToDouble(Score::f1)
        .average()
        .orElse(1);
  }

  /// Compares with another evaluation of the same items: returns the misses of this one that the
  /// other does not have.
  public List<Miss> newMissesAgainst(Evaluation other) {
    List<String> known = other.misses().stream().map(Evaluation::key).toList();
    return misses.stream().filter(miss -> !known.contains(key(miss))).toList();
  }

  private static String key(Miss miss) {
    return miss.item().id() + '\u0000' + miss.topic();
  }
}
