package org.vigie.app.demo;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.vigie.analysis.Analyst;
import org.vigie.app.demo.SampleItem.Telling;
import org.vigie.model.Content;
import org.vigie.model.TopicMatch;

/// The alerts that a run to the sample's end must give: for every item that appears while one
/// watches, each topic that any of its versions has, once.
final class Expected {
  private Expected() {}

  /// `subscription address` of every alert, by what the bundled packs find.
  static Set<String> alerts() {
    Analyst analyst = Analyst.bundled();
    Set<String> alerts = new TreeSet<>();
    for (SampleOutlet outlet : SamplePress.bundled().outlets()) {
      for (SampleItem item : outlet.items()) {
        if (!item.baseline()) {
          IntStream.rangeClosed(0, SamplePress.SECONDS)
              .mapToObj(item::telling)
              .filter(telling -> telling != null)
              .distinct()
              .forEach(telling -> add(alerts, analyst, outlet, item, telling));
        }
      }
    }
    return alerts;
  }

  private static void add(
      Set<String> alerts, Analyst analyst, SampleOutlet outlet, SampleItem item, Telling telling) {
    Content content = Content.of(telling.title(), telling.summary());
    analyst.study(content, outlet.outlet()).findings().topics().stream()
        .map(TopicMatch::topic)
        .forEach(topic -> alerts.add("demo-" + topic + " " + outlet.link(item)));
  }
}
