package org.vigie.notifier.channel.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Language;
import org.vigie.model.TextTruncation;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.StoryView;
import org.vigie.notifier.render.TopicView;

/// A story in a brief message. A text that does not apply is empty.
///
/// @param label what kind of news and of article this is, in brackets
/// @param headline with the evidence marked
/// @param url of the article; null if it has none that is short enough
/// @param excerpt the sentences with the evidence, marked
/// @param previous the headline before, with a word that says so
/// @param facts topics, outlets, countries and time on one line
public record BriefStory(
    String label,
    MarkedText headline,
    @Nullable String url,
    MarkedText excerpt,
    String previous,
    String facts) {
  /// The maximum length of all texts, in UTF-16 units.
  public static final int MAX_LENGTH = 2_000;

  /// Addresses of articles have less; the services refuse messages with longer ones.
  private static final int MAX_URL_LENGTH = 1_000;

  private static final int MAX_LABEL_LENGTH = 150;
  private static final int MAX_HEADLINE_LENGTH = 300;
  private static final int MAX_EXCERPT_LENGTH = 700;
  private static final int MAX_PREVIOUS_LENGTH = 350;
  private static final int MAX_FACTS_LENGTH = 500;
  private static final String SEPARATOR = " · ";

  /// A headline in more parts is shown without marks: some forms repeat its address in each.
  private static final int MAX_HEADLINE_SPANS = 9;

  static BriefStory of(StoryView story, Language language) {
    String url = story.url();
    return new BriefStory(
        TextTruncation.truncate(describeKind(story), MAX_LABEL_LENGTH),
        limitSpans(truncate(story.headline(), MAX_HEADLINE_LENGTH)),
        url == null || url.length() > MAX_URL_LENGTH ? null : url,
        truncate(story.excerpt(), MAX_EXCERPT_LENGTH),
        story.previous().isEmpty()
            ? ""
            : TextTruncation.truncate(
                BriefTexts.forLanguage(language).before() + story.previous(), MAX_PREVIOUS_LENGTH),
        TextTruncation.truncate(describeFacts(story), MAX_FACTS_LENGTH));
  }

  private static String describeKind(StoryView story) {
    String kind = joinTexts(SEPARATOR, story.change(), story.note());
    return kind.isEmpty() ? "" : "[" + kind + "]";
  }

  private static String describeFacts(StoryView story) {
    return joinTexts(
        SEPARATOR,
        story.topics().stream().map(TopicView::label).collect(Collectors.joining(", ")),
        story.outlets(),
        story.countries(),
        story.time());
  }

  private static String joinTexts(String separator, String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).collect(Collectors.joining(separator));
  }

  private static MarkedText limitSpans(MarkedText text) {
    return text.spans().size() > MAX_HEADLINE_SPANS ? MarkedText.of(text.text()) : text;
  }

  private static MarkedText truncate(MarkedText text, int most) {
    if (text.text().length() <= most) {
      return text;
    }
    List<MarkedText.Span> kept = new ArrayList<>();
    int left = most;
    for (MarkedText.Span span : text.spans()) {
      if (left < 2) {
        break;
      }
      kept.add(new MarkedText.Span(TextTruncation.truncate(span.text(), left), span.marked()));
      left -= span.text().length();
    }
    return new MarkedText(kept);
  }
}
