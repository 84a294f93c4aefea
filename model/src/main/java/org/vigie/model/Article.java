package org.vigie.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An article that came as plain text, as copied from a page: its headline, its body and its date,
/// each with its place in the text. Menus, section lines, captions, credits, calls to read on and
/// notes on cookies belong to none of them.
///
/// @param text the decoded text as given
/// @param title the headline: the first line that reads like one, or the first sentence of a text
///     that begins with a paragraph; empty only for a text without words
/// @param body the lines of the article in order, without the title; may be empty
/// @param date when it was published, as exactly as the text says; null when it does not say
public record Article(String text, Span title, List<Span> body, @Nullable Dated date) {
  /// Copies the list.
  public Article {
    body = Lists.copy(body);
  }

  /// A part of the text: UTF-16 offsets, `end` exclusive.
  public record Span(int start, int end) {
    /// Refuses a span that is turned round.
    public Span {
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("span [" + start + "," + end + ")");
      }
    }

    /// The characters of this part of `text`.
    public String of(String text) {
      return text.substring(start, end);
    }
  }

  /// How exactly a date is known; the later, the better.
  public enum Precision {
    /// Only the month: the instant is the first of it.
    MONTH,
    /// The day: the instant is its beginning.
    DAY,
    /// The minute.
    MINUTE
  }

  /// When an article says it was published.
  ///
  /// @param published in Europe/Paris where the text names no zone
  /// @param precision what of the instant the text really says
  /// @param place where it says so
  public record Dated(Instant published, Precision precision, Span place) {}

  /// Reads an article out of a text. Never fails.
  public static Article read(String text) {
    return new ArticleReader(text).article();
  }

  /// The headline as text.
  public String headline() {
    return title.of(text);
  }

  /// The body as text, a line for each of its parts.
  public String prose() {
    return body.stream().map(part -> part.of(text)).collect(Collectors.joining("\n"));
  }

  /// The article as an item has it: headline and body, no summary.
  public Content content() {
    String prose = prose();
    return new Content(
        headline(),
        "",
        prose.isEmpty() ? null : prose,
        null,
        null,
        date == null ? null : date.published(),
        null,
        List.of());
  }
}
