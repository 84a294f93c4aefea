package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Content;

/// An example of a pack with an unexpected result.
///
/// @param topic topic id
/// @param example text of the example
/// @param shouldMatch expected result
/// @param explanation explained result
public record FailedExample(
    String topic, String example, boolean shouldMatch, Explanation explanation) {

  /// Classifies the examples of one pack, each as a headline without summary; returns those that
  /// fail.
  public static List<FailedExample> findFailures(String topic, TopicPacks packs) {
    TopicFinder topics = new TopicFinder(packs);
    List<FailedExample> failed = new ArrayList<>();
    for (TopicPack pack : packs.all()) {
      if (pack.topic().equals(topic)) {
        pack.examples().match().forEach(text -> checkExample(topics, topic, text, true, failed));
        pack.examples().noMatch().forEach(text -> checkExample(topics, topic, text, false, failed));
      }
    }
    return failed;
  }

  private static void checkExample(
      TopicFinder topics,
      String topic,
      String example,
      boolean should,
      List<FailedExample> failed) {
    topics.explain(new TokenizedText(Content.of(example, ""))).stream()
        .filter(e -> e.topic().equals(topic) && e.matches() != should)
        .forEach(e -> failed.add(new FailedExample(topic, example, should, e)));
  }
}
