package org.vigie.notifier.channel.brief;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Language;
import org.vigie.model.TextTruncation;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.Phrases;
import org.vigie.notifier.render.StoryView;

/// A story in a brief message. A text that does not apply is empty.
///
/// @param label what has changed since the last alert of the story, in brackets
/// @param headline with the evidence marked
/// @param url of the article; null if it has none that is short enough
/// @param excerpt the sentences with the evidence, marked
/// @param previous the headline before, with a word that says so
/// @param facts topics, outlets, countries, time and form on one line
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

  /// A headline in more parts is shown without marks: some forms repeat its address in each.
  private static final int MAX_HEADLINE_SPANS = 9;

  static BriefStory of(StoryView story, Language language) {
    String url = story.url();
    return new BriefStory(
        story.change().isEmpty()
            ? ""
            : TextTruncation.truncate("[" + story.change() + "]", MAX_LABEL_LENGTH),
        limitSpans(truncate(story.headline(), MAX_HEADLINE_LENGTH)),
        url == null || url.length() > MAX_URL_LENGTH ? null : url,
        truncate(story.excerpt(), MAX_EXCERPT_LENGTH),
        story.previous().isEmpty()
            ? ""
            : TextTruncation.truncate(
                Phrases.in(language).before() + story.previous(), MAX_PREVIOUS_LENGTH),
        TextTruncation.truncate(story.line(), MAX_FACTS_LENGTH));
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
