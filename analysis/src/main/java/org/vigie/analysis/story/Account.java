package org.vigie.analysis.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Text;
import org.vigie.model.Content;
import org.vigie.model.Item;

/// What one outlet told of an event, as far as later articles are compared with it.
///
/// @param item the item id
/// @param outlet the id of who published it
/// @param seen when the press could first read it
/// @param published the date as said, null for none
/// @param title its headline
/// @param lead its summary, or the head of its body where it came with none
/// @param link its address without what differs from copy to copy, null for none that tells
///     articles apart
public record Account(
    String item,
    String outlet,
    Instant seen,
    @Nullable Instant published,
    String title,
    String lead,
    @Nullable String link) {
  /// UTF-16 units of a headline or lead that are read; an agency's summary is shorter.
  static final int LONGEST = 600;

  /// The account that an item gives.
  public static Account of(Item item) {
    Content content = item.content();
    return new Account(
        item.id(),
        item.outlet().id(),
        item.seen(),
        content.published(),
        cut(content.title(), LONGEST),
        lead(content),
        ArticleLink.of(content.url()));
  }

  private static String lead(Content content) {
    String body = content.body();
    return content.summary().isEmpty() && body != null
        ? cut(body, Text.LEAD)
        : cut(content.summary(), LONGEST);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /// When it says it was written, else when it could be read.
  Instant dated() {
    return published != null && published.isBefore(seen) ? published : seen;
  }
}
