package org.vigie.analysis.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.text.Text;
import org.vigie.analysis.topic.Explanation;

/// What an analyst made of labelled items.
///
/// @param topics the score of each topic
/// @param items how many items were judged
/// @param lures how many of them use the words of a topic in another sense
/// @param luresFired how many of those got a topic all the same
/// @param misses every topic that was overlooked or found wrongly, in the order of the items
/// @param f1Interval the 95 % interval of the micro-averaged F1, by drawing items anew
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

  /// A topic that was overlooked or found wrongly.
  ///
  /// @param overlooked true where it is labelled and was not found, false for a false alarm
  /// @param explanation what the topic's pack made of the item
  public record Miss(Labelled item, String topic, boolean overlooked, Explanation explanation) {}

  /// Judges items by the topics that the analyst knows; labels of others are left aside.
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

  /// All topics together, each decision counting the same.
  public Score micro() {
    return topics.values().stream().reduce(Score.NONE, Score::plus);
  }

  /// The mean F1 of the topics.
  public double macroF1() {
    return topics.values().stream()
        .filter(score -> score.found() + score.alarms() + score.overlooked() > 0)
        .mapToDouble(Score::f1)
        .average()
        .orElse(1);
  }

  /// What changed against another evaluation of the same items: misses that this one has and the
  /// other had not.
  public List<Miss> newMissesAgainst(Evaluation other) {
    List<String> known = other.misses().stream().map(Evaluation::key).toList();
    return misses.stream().filter(miss -> !known.contains(key(miss))).toList();
  }

  private static String key(Miss miss) {
    return miss.item().id() + '\u0000' + miss.topic();
  }
}
