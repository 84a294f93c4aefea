package org.vigie.model;

import java.util.List;

/// The classification of a text.
///
/// @param topics the topics that match, highest score first
/// @param countries the countries that the text names
/// @param codes standard codes of the topics, as QCodes such as `medtop:20000642` or `cameo:163`
/// @param packs hash of all topic packs in use
public record Classification(
    List<TopicMatch> topics, List<CountryMatch> countries, List<String> codes, String packs) {
  /// Copies the collections.
  public Classification {
    topics = Lists.copyOrEmpty(topics);
    countries = Lists.copyOrEmpty(countries);
    codes = Lists.copyOrEmpty(codes);
  }

  /// Returns true if the topic with this id matches.
  public boolean hasTopic(String topic) {
    return topics.stream().anyMatch(match -> match.topic().equals(topic));
  }
}
