package org.vigie.app.alert;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.terminal.Problem;

/// What people call the topics, in French.
public final class TopicLabels implements UnaryOperator<String> {
  private final Map<String, String> labels = new LinkedHashMap<>();

  /// Those of these packs.
  public TopicLabels(Packs packs) {
    packs
        .all()
        .forEach(pack -> labels.put(pack.topic(), pack.label().getOrDefault("fr", pack.topic())));
  }

  /// Those of the packs that come with Vigie.
  public static TopicLabels bundled() {
    return new TopicLabels(Packs.bundled());
  }

  /// The ids of the topics.
  public Set<String> topics() {
    return Collections.unmodifiableSet(labels.keySet());
  }

  /// The label of a topic, its id where it has none.
  @Override
  public String apply(String topic) {
    return labels.getOrDefault(topic, topic);
  }

  /// Refuses topics that no pack describes.
  ///
  /// @throws Problem naming the first and listing those there are
  public void requireKnown(Collection<String> topics) {
    topics.stream()
        .filter(topic -> !labels.containsKey(topic))
        .findFirst()
        .ifPresent(
            topic -> {
              throw Problem.usage(
                  "no topic is called '"
                      + topic
                      + "'; there are "
                      + String.join(", ", labels.keySet()));
            });
  }
}
