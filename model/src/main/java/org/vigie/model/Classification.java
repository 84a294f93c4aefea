package org.vigie.model;

import static java.util.Collections.unmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The classification of a text.
///
/// @param topics the topics that match, highest score first
/// @param countries the countries that the text names
/// @param codes standard codes of the topics, as QCodes such as `medtop:20000642` or `cameo:163`
/// @param packs hash of all topic packs in use
/// @param labels display names of the topics by topic id and language (`fr`, `en`); null reads as
///     none
public record Classification(
    List<TopicMatch> topics,
    List<CountryMatch> countries,
    List<String> codes,
    String packs,
    Map<String, Map<String, String>> labels) {
  /// Copies the collections.
  public Classification {
    topics = Lists.copyOrEmpty(topics);
    countries = Lists.copyOrEmpty(countries);
    codes = Lists.copyOrEmpty(codes);
    labels = copyLabels(labels);
  }

  /// Creates a classification without labels.
  public Classification(
      List<TopicMatch> topics, List<CountryMatch> countries, List<String> codes, String packs) {
    this(topics, countries, codes, packs, Map.of());
  }

  /// Copies labels, in the order of their keys; null reads as none.
  static Map<String, Map<String, String>> copyLabels(
      @Nullable Map<String, Map<String, String>> labels) {
    if (labels == null || labels.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<String, String>> copy = new TreeMap<>();
    labels.forEach((topic, names) -> copy.put(topic, unmodifiableMap(new TreeMap<>(names))));
    return unmodifiableMap(copy);
  }

  /// Returns true if the topic with this id matches.
  public boolean hasTopic(String topic) {
    return topics.stream().anyMatch(match -> match.topic().equals(topic));
  }
}
