package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an article says, as plain text: no markup, no control characters.
///
/// @param title the headline; may be empty
/// @param summary the description or first sentences; may be empty
/// @param body the further text, null where the feed gives none
/// @param url the address of the article, absolute, null where there is none
/// @param author null where none is named
/// @param published the date as said and found within range, null when missing or absurd
/// @param updated the date of the last change as said, null when missing or absurd
/// @param categories in the order of the feed
public record Content(
    String title,
    String summary,
    @Nullable String body,
    @Nullable String url,
    @Nullable String author,
    @Nullable Instant published,
    @Nullable Instant updated,
    List<String> categories) {
  /// A missing title or summary reads as empty.
  public Content {
    title = title == null ? "" : title;
    summary = summary == null ? "" : summary;
    categories = Lists.copy(categories);
  }

  /// A text with a title and a summary and nothing else.
  public static Content of(String title, String summary) {
    return new Content(title, summary, null, null, null, null, null, List.of());
  }
}
