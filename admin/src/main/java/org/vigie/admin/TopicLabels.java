package org.vigie.admin;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Language;

/// The labels of topics, by language.
public final class TopicLabels implements TopicNames {
  private final Map<String, Map<String, String>> labelsByTopic = new LinkedHashMap<>();

  /// The labels of these topic packs.
  public TopicLabels(TopicPacks packs) {
    packs.all().forEach(pack -> labelsByTopic.put(pack.topic(), pack.label()));
  }

  /// The labels of the bundled topic packs.
  public static TopicLabels bundled() {
    return new TopicLabels(TopicPacks.bundled());
  }

  /// The ids of the topics.
  public Set<String> topicIds() {
    return Collections.unmodifiableSet(labelsByTopic.keySet());
  }

  @Override
  public String findName(String topic, Language language) {
    return labelsByTopic.getOrDefault(topic, Map.of()).getOrDefault(language.toString(), topic);
  }

  /// Checks that a topic pack describes each topic.
  ///
  /// @param field the field of the request that holds the topics
  /// @throws AdminException.InvalidRequest naming the first unknown topic and listing the known
  /// ones
  public void requireKnown(String field, Collection<String> topics) {
    topics.stream()
        .filter(topic -> !labelsByTopic.containsKey(topic))
        .findFirst()
        .ifPresent(
            topic -> {
              throw new AdminException.InvalidRequest(
                  field,
                  "no topic is called '"
                      + topic
                      + "'; there are "
                      + String.join(", ", labelsByTopic.keySet()));
            });
  }
}
