package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Content;

/// An example of a pack with an unexpected result.
///
/// @param topic topic id
/// @param example text of the example
/// @param shouldMatch expected result
/// @param phase expected phase; null if the example tests the topic alone
/// @param explanation explained result
public record FailedExample(
    String topic,
    String example,
    boolean shouldMatch,
    @Nullable String phase,
    Explanation explanation) {

  /// Classifies the examples of one pack and its phases, each as a headline without summary;
  /// returns those that fail.
  public static List<FailedExample> findFailures(String topic, TopicPacks packs) {
    TopicFinder topics = new TopicFinder(packs);
    List<FailedExample> failed = new ArrayList<>();
    for (TopicPack pack : packs.all()) {
      if (pack.topic().equals(topic)) {
        pack.examples().match().forEach(text -> check(topics, topic, text, true, null, failed));
        pack.examples().noMatch().forEach(text -> check(topics, topic, text, false, null, failed));
        for (TopicPack phase : pack.phases()) {
          phase
              .examples()
              .match()
              .forEach(text -> check(topics, topic, text, true, phase.topic(), failed));
        }
      }
    }
    return failed;
  }

  private static void check(
      TopicFinder topics,
      String topic,
      String example,
      boolean should,
      @Nullable String phase,
      List<FailedExample> failed) {
    topics.explain(new TokenizedText(Content.of(example, ""))).stream()
        .filter(e -> e.topic().equals(topic))
        .filter(e -> e.matches() != should || phase != null && !phase.equals(e.phase()))
        .forEach(e -> failed.add(new FailedExample(topic, example, should, phase, e)));
  }
}
