package org.vigie.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The classification of a text.
///
/// @param topics the topics that match, highest score first
/// @param countries the countries that the headline or the first sentence of the summary names
/// @param codes standard codes of the topics, as QCodes such as `medtop:20000642` or `cameo:163`
/// @param packs hash of all topic packs in use
/// @param form what kind of text it is; null, as in records written before forms were added, reads
///     as news
public record Classification(
    List<TopicMatch> topics,
    List<CountryMatch> countries,
    List<String> codes,
    String packs,
    FormMatch form) {
  /// The most topics of a text.
  static final int MAX_TOPICS = 1_000;

  /// Copies the collections, and rejects values out of range.
  public Classification {
    topics = copyTopics(topics);
    countries = Checks.copyOrEmpty("countries", countries);
    codes = Checks.copyTexts("codes", codes, Checks.MAX_NAME);
    Checks.checkText("packs", packs, Checks.MAX_NAME);
    form = form == null ? FormMatch.NEWS : form;
  }

  /// A classification of news.
  public Classification(
      List<TopicMatch> topics, List<CountryMatch> countries, List<String> codes, String packs) {
    this(topics, countries, codes, packs, FormMatch.NEWS);
  }

  /// Returns a copy with another form.
  public Classification withForm(FormMatch other) {
    return new Classification(topics, countries, codes, packs, other);
  }

  /// Copies topics; null reads as none.
  static List<TopicMatch> copyTopics(@Nullable List<TopicMatch> topics) {
    return Checks.copy("topics", topics == null ? List.of() : topics, MAX_TOPICS);
  }

  /// Returns the phases of the topics, in the order of the topics.
  public Stream<PhaseMatch> phases() {
    return topics.stream().map(TopicMatch::phase).filter(Objects::nonNull);
  }

  /// Returns true if the topic with this id matches.
  public boolean hasTopic(String topic) {
    return topics.stream().anyMatch(match -> match.topic().equals(topic));
  }
}
