package org.vigie.admin;

import org.vigie.model.Language;

/// Names topics for people.
@FunctionalInterface
public interface TopicNames {
  /// The name of the topic with this id; the id itself if it has none.
  String findName(String topic, Language language);
}
