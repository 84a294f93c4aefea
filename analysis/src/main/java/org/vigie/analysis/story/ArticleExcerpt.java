package org.vigie.analysis.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Content;
import org.vigie.model.Item;

/// An excerpt of an article that later articles are compared with. Written as JSON to a state
/// store, as part of a [StoryTrace].
///
/// @param item item id
/// @param outlet outlet id
/// @param seen when the article could first be read
/// @param published publication date as stated, null for none
/// @param title headline
/// @param lead summary, or the head of the body if there is no summary
/// @param link normalized address of the article, null if the address identifies no article
public record ArticleExcerpt(
    String item,
    String outlet,
    Instant seen,
    @Nullable Instant published,
    String title,
    String lead,
    @Nullable String link) {
  /// Maximum length of a headline or lead in UTF-16 units; an agency's summary is shorter.
  static final int MAX_LENGTH = 600;

  /// Creates the excerpt of an item.
  public static ArticleExcerpt of(Item item) {
    Content content = item.content();
    return new ArticleExcerpt(
        item.id(),
        item.outlet().id(),
        item.seen(),
        content.published(),
        truncate(content.title(), MAX_LENGTH),
        findLead(content),
        ArticleLink.normalize(content.url()));
  }

  private static String findLead(Content content) {
    String body = content.body();
    return content.summary().isEmpty() && body != null
        ? truncate(body, TokenizedText.LEAD_LENGTH)
        : truncate(content.summary(), MAX_LENGTH);
  }

  private static String truncate(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /// Returns the publication date if it precedes `seen`, else `seen`.
  Instant effectiveDate() {
    return published != null && published.isBefore(seen) ? published : seen;
  }
}
