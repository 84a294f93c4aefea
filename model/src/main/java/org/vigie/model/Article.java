package org.vigie.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An article from plain text, as copied from a web page: its headline, body and date, each with
/// its position in the text. Menus, section lines, captions, credits, links to other articles and
/// cookie notices are left out of all three.
///
/// @param text the decoded text as given
/// @param title the headline: the first line that looks like one, or the first sentence of a text
///     that begins with a paragraph; empty only if the text is blank
/// @param body the lines of the article in order, without the title; may be empty
/// @param date the publication date as precisely as the text states it; null if it states none
public record Article(
    String text, TextSpan title, List<TextSpan> body, @Nullable PublicationDate date) {
  /// Copies the list.
  public Article {
    body = Checks.copyOrEmpty("body", body);
  }

  /// A part of the text in UTF-16 offsets, `end` exclusive.
  public record TextSpan(int start, int end) {
    /// Rejects an inverted span.
    public TextSpan {
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("span [" + start + "," + end + ")");
      }
    }

    /// Returns the part of `text` that this span covers.
    public String substringOf(String text) {
      return text.substring(start, end);
    }
  }

  /// The precision of a date, in ascending order.
  public enum Precision {
    /// The year is known; the instant is the beginning of its first day.
    YEAR,
    /// The month is known; the instant is its first day.
    MONTH,
    /// The day is known; the instant is its beginning.
    DAY,
    /// The minute is known.
    MINUTE
  }

  /// The publication date that an article states.
  ///
  /// @param published in Europe/Paris if the text names no zone
  /// @param precision which part of the instant the text states
  /// @param span where the text states it
  public record PublicationDate(Instant published, Precision precision, TextSpan span) {}

  /// Parses an article. Never fails.
  public static Article parse(String text) {
    return new ArticleParser(text).parse();
  }

  /// The text of the headline, empty if there is none.
  public String headline() {
    return title.substringOf(text);
  }

  /// The text of the body, with a line for each of its parts.
  public String bodyText() {
    return body.stream().map(part -> part.substringOf(text)).collect(Collectors.joining("\n"));
  }

  /// Returns the content of an item: headline and body, no summary.
  public Content toContent() {
    String prose = bodyText();
    return Content.of(headline(), "")
        .withBody(prose.isEmpty() ? null : prose)
        .withPublished(date == null ? null : date.published());
  }
}
