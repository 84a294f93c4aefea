package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of an article and its metadata, as plain text without markup or control characters.
///
/// @param title the headline; may be empty
/// @param summary the description or first sentences; may be empty
/// @param body the rest of the text, null if the feed gives none
/// @param url the absolute address of the article, null if there is none
/// @param author null if none is named
/// @param published the stated publication date if within range, null if missing or absurd
/// @param updated the stated date of the last change, null if missing or absurd
/// @param categories in feed order
public record Content(
    String title,
    String summary,
    @Nullable String body,
    @Nullable String url,
    @Nullable String author,
    @Nullable Instant published,
    @Nullable Instant updated,
    List<String> categories) {
  /// The earliest time of any record.
  public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /// The latest time of any record: readers and counts of milliseconds handle years of four digits.
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /// The maximum length of a headline that is made of the first words of a text, in UTF-16 units.
  private static final int MAX_FIRST_WORDS_LENGTH = 100;

  /// As much of a text as its first words are looked for in.
  private static final int MAX_TEXT_OF_HEADLINE = 500;

  /// Replaces a null title or summary by an empty one, copies the categories, and rejects values
  /// out of range.
  public Content {
    title = Checks.checkText("title", title == null ? "" : title, Checks.MAX_TEXT);
    summary = Checks.checkText("summary", summary == null ? "" : summary, Checks.MAX_TEXT);
    Checks.checkOptionalText("body", body, Checks.MAX_TEXT);
    Checks.checkOptionalText("url", url, Checks.MAX_TEXT);
    Checks.checkOptionalText("author", author, Checks.MAX_TEXT);
    Checks.checkTime("published", published);
    Checks.checkTime("updated", updated);
    categories = Checks.copyTexts("categories", categories, Checks.MAX_TEXT);
  }

  /// Returns the title, or the first words of the text if there is none; empty without either.
  public String headline() {
    if (!title.isBlank()) {
      return title;
    }
    String text = summary.isBlank() && body != null ? body : summary;
    return TextTruncation.truncateAtWord(
        TextTruncation.cut(text, MAX_TEXT_OF_HEADLINE), MAX_FIRST_WORDS_LENGTH);
  }

  /// Creates a content with only a title and a summary.
  public static Content of(String title, String summary) {
    return new Content(title, summary, null, null, null, null, null, List.of());
  }

  /// Returns a copy with another body.
  public Content withBody(@Nullable String text) {
    return new Content(title, summary, text, url, author, published, updated, categories);
  }

  /// Returns a copy with another address.
  public Content withUrl(@Nullable String address) {
    return new Content(title, summary, body, address, author, published, updated, categories);
  }

  /// Returns a copy with another author.
  public Content withAuthor(@Nullable String name) {
    return new Content(title, summary, body, url, name, published, updated, categories);
  }

  /// Returns a copy with another publication date.
  public Content withPublished(@Nullable Instant moment) {
    return new Content(title, summary, body, url, author, moment, updated, categories);
  }

  /// Returns a copy with other categories.
  public Content withCategories(List<String> names) {
    return new Content(title, summary, body, url, author, published, updated, names);
  }
}
