package org.vigie.admin;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vigie.analysis.match.query.ParsedQuery;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryParser;
import org.vigie.analysis.topic.TopicPack;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Language;
import org.vigie.model.TopicNames;
import org.vigie.runtime.settings.Suggestions;
import org.vigie.wire.SubscriptionLine;

/// The labels of topics, by language.
public final class TopicLabels implements TopicNames {
  private final Map<String, Map<String, String>> labelsByTopic = new LinkedHashMap<>();
  private final Set<String> phaseIds = new TreeSet<>();

  /// The labels of these topic packs.
  public TopicLabels(TopicPacks packs) {
    for (TopicPack pack : packs.all()) {
      labelsByTopic.put(pack.topic(), pack.label());
      pack.phases().forEach(phase -> phaseIds.add(phase.topic()));
    }
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
    requireKnown(field, "topic", topics, labelsByTopic.keySet());
  }

  /// Checks that packs describe the topics and phases of a subscription and of its query.
  ///
  /// @throws AdminException.InvalidRequest naming the first unknown one and listing the known ones
  public void requireKnown(SubscriptionLine line) {
    List<String> topics = line.topics();
    requireKnown("topics", topics == null ? List.of() : topics);
    String query = line.query();
    if (query != null && QueryParser.parse(query) instanceof ParsedQuery.ValidQuery(Query asked)) {
      requireKnown("query", findValues(asked, Query.Field.FieldName.TOPIC));
      requireKnown("query", "phase", findValues(asked, Query.Field.FieldName.PHASE), phaseIds);
    }
  }

  private static List<String> findValues(Query asked, Query.Field.FieldName name) {
    return asked.allFields().filter(field -> field.name() == name).map(Query.Field::value).toList();
  }

  private static void requireKnown(
      String field, String kind, Collection<String> ids, Set<String> known) {
    ids.stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new AdminException.InvalidRequest(
                  field,
                  "no %s is called '%s'; there are %s%s"
                      .formatted(
                          kind, id, String.join(", ", known), Suggestions.nearest(id, known)));
            });
  }
}
