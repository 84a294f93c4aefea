package org.vigie.app.alert;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.topic.Packs;
import org.vigie.app.terminal.Problem;
import org.vigie.model.Language;

/// What people call the topics.
public final class TopicLabels implements AlertPrinter.TopicNames {
  private final Map<String, Map<String, String>> labels = new LinkedHashMap<>();

  /// Those of these packs.
  public TopicLabels(Packs packs) {
    packs.all().forEach(pack -> labels.put(pack.topic(), pack.label()));
  }

  /// Those of the packs that come with Vigie.
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
