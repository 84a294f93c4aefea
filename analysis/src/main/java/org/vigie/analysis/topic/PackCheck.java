package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.text.Text;
import org.vigie.model.Content;

/// An example of a pack with an unexpected result.
///
/// @param topic topic id
/// @param example text of the example
/// @param shouldMatch expected result
/// @param explanation explained result
public record PackCheck(
    String topic, String example, boolean shouldMatch, Explanation explanation) {

  /// Classifies the examples of one pack, each as a headline without summary; returns those that
  /// fail.
  public static List<PackCheck> of(String topic, Packs packs) {
    Topics topics = new Topics(packs);
    List<PackCheck> failed = new ArrayList<>();
    for (Pack pack : packs.all()) {
      if (pack.topic().equals(topic)) {
        pack.examples().match().forEach(text -> check(topics, topic, text, true, failed));
        pack.examples().noMatch().forEach(text -> check(topics, topic, text, false, failed));
      }
    }
    return failed;
  }

  private static void check(
      Topics topics, String topic, String example, boolean should, List<PackCheck> failed) {
    topics.explain(new Text(Content.of(example, ""))).stream()
        .filter(e -> e.topic().equals(topic) && e.matches() != should)
        .forEach(e -> failed.add(new PackCheck(topic, example, should, e)));
  }
}
