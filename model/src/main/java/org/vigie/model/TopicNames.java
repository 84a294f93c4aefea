package org.vigie.model;

/// Names topics for people.
@FunctionalInterface
public interface TopicNames {
  /// The ids in place of names.
  TopicNames IDS = (topic, language) -> topic;

  /// The name of the topic with this id; the id itself if it has none.
  String findName(String topic, Language language);
}
