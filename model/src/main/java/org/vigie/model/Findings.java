package org.vigie.model;

import java.util.List;

/// What a text is about.
///
/// @param topics those that match, best first
/// @param countries those that are named
/// @param codes standard codes of the topics, as QCodes such as `medtop:20000642` or `cameo:163`
/// @param packs hash of all topic packs that were asked
public record Findings(
    List<TopicMatch> topics, List<CountryMatch> countries, List<String> codes, String packs) {
  /// Copies the lists.
  public Findings {
    topics = Lists.copy(topics);
    countries = Lists.copy(countries);
    codes = Lists.copy(codes);
  }

  /// True where a topic of this id matches.
  public boolean has(String topic) {
    return topics.stream().anyMatch(match -> match.topic().equals(topic));
  }
}
