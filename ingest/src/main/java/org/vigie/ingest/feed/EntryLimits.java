package org.vigie.ingest.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Content;
import org.vigie.model.TextTruncation;

/// How long the parts of an entry may be, in UTF-16 units. Together they stay below 500 kB in
/// UTF-8, so that a reading fits into a record and its item into the archive: one entry of five
/// megabytes must cost neither its neighbours nor the feed's next poll. Longer texts are cut;
/// longer names and links, which would mean something else when cut, count as missing.
final class EntryLimits {
  static final int TITLE = 2_000;
  static final int SUMMARY = 40_000;
  static final int BODY = 90_000;
  static final int AUTHOR = 200;
  static final int NAME = 2_000;
  static final int CATEGORIES = 100;
  static final int CATEGORY = 100;

  private EntryLimits() {}

  /// The same text within the limits.
  static Content content(Content content) {
    String body = content.body();
    String author = content.author();
    return new Content(
        title(content.title()),
        TextTruncation.truncate(content.summary(), SUMMARY),
        body == null ? null : TextTruncation.truncate(body, BODY),
        name(content.url()),
        author == null ? null : TextTruncation.truncate(author, AUTHOR),
        content.published(),
        content.updated(),
        categories(content.categories()));
  }

  /// The title of an entry or a channel.
  static String title(String title) {
    return TextTruncation.truncate(title, TITLE);
  }

  /// A guid or an address; null if it is missing or too long.
  static @Nullable String name(@Nullable String name) {
    return name == null || name.length() > NAME ? null : name;
  }

  private static List<String> categories(List<String> categories) {
    return categories.stream()
        .limit(CATEGORIES)
        .map(category -> TextTruncation.truncate(category, CATEGORY))
        .toList();
  }
}
