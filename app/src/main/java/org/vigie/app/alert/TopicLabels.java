package org.vigie.app.alert;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.terminal.Problem;
import org.vigie.model.Language;

/// The labels of topics, by language.
public final class TopicLabels implements AlertPrinter.TopicNames {
  private final Map<String, Map<String, String>> labels = new LinkedHashMap<>();

  /// The labels of these topic packs.
  public TopicLabels(Packs packs) {
    packs.all().forEach(pack -> labels.put(pack.topic(), pack.label()));
  }

  /// The labels of the bundled topic packs.
  public static TopicLabels bundled() {
    return new TopicLabels(Packs.bundled());
  }

  /// The ids of the topics.
  public Set<String> topics() {
    return Collections.unmodifiableSet(labels.keySet());
  }

  @Override
  public String of(String topic, Language language) {
    return labels.getOrDefault(topic, Map.of()).getOrDefault(language.toString(), topic);
  }

  /// Checks that a topic pack describes each topic.
  ///
  /// @throws Problem of usage, naming the first unknown topic and listing the known ones
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
