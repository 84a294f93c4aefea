package org.vigie.notifier.render;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a message says about one story, in the language and zone of its reader: plain text, nothing
/// escaped for any form, no control characters. A text that does not apply is empty.
///
/// @param id the shortened id of the alert, which `alerts show` and `subscriptions mute` take
/// @param headline of the article, or the first words of its text, with the evidence marked; never
///     empty
/// @param url an http or https address of the article; null if it has none
/// @param change what kind of news this is and what has changed since the last alert of the story:
///     `mise à jour 2 : médias`; empty for a new one
/// @param previous the headline of the last alert of the story, if it was another one
/// @param topics the topics that the article matches, or one view of the query; at least one
/// @param outlets who tells it: `RFI, Le Monde et 3 autres`; never empty
/// @param countries by name
/// @param time when the article was published, with the zone; never empty
/// @param excerpt the sentences of the article in which the evidence stands
/// @param note what kind of text the article is, such as `direct` or `analyse`; empty for news
public record StoryView(
    String id,
    MarkedText headline,
    @Nullable String url,
    String change,
    String previous,
    List<TopicView> topics,
    String outlets,
    String countries,
    String time,
    MarkedText excerpt,
    String note) {
  /// Copies the list.
  public StoryView {
    topics = List.copyOf(topics);
  }

  /// Topics, outlets, countries, time and note in one line, without what is empty.
  public String line() {
    String labels = topics.stream().map(TopicView::label).collect(Collectors.joining(", "));
    return Stream.of(labels, outlets, countries, time, note)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }
}
