package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.text.Text;
import org.vigie.model.Content;

/// An example of a pack that does not come out as the pack says.
///
/// @param topic the pack
/// @param example the text
/// @param shouldMatch what the pack says
/// @param explanation what the pack makes of it
public record PackCheck(
    String topic, String example, boolean shouldMatch, Explanation explanation) {

  /// Runs the examples of one pack, each as a headline without summary; lists those that fail.
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
