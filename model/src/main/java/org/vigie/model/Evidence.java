package org.vigie.model;

/// A span of text that made a topic or a query match.
///
/// @param field the field of the text: `title`, `summary`, `body`, or `text` for a plain article;
///     of the form also `url`, and `category` for one of the categories
/// @param start offset of the first UTF-16 unit in the original field
/// @param end offset after the last UTF-16 unit
/// @param text the field between both offsets, at most 60 UTF-16 units
/// @param signal the signal of the topic pack, or the term of the query, that the span satisfies
/// @param weight what the span added to the topic's total, negative if it counts against the topic;
///     0 for a query and for the form
public record Evidence(
    String field, int start, int end, String text, String signal, double weight) {
  /// The maximum length of a text, in UTF-16 units.
  private static final int MAX_TEXT_LENGTH = 60;

  /// Rejects an empty or inverted span and values out of range.
  public Evidence {
    Checks.requireId("field", field);
    Checks.checkCount("start", start, 0);
    Checks.checkCount("end", end, start + 1);
    Checks.checkText("text", text, Checks.MAX_TEXT);
    Checks.checkText("signal", signal, Checks.MAX_TEXT);
    Checks.checkNumber("weight", Math.abs(weight));
  }

  /// Creates evidence without a weight: the span, or its beginning if it is longer than a text may
  /// be.
  ///
  /// @param source the whole field
  public static Evidence ofRule(String field, String source, int start, int end, String signal) {
    String text = TextTruncation.cut(source.substring(start, end), MAX_TEXT_LENGTH);
    return new Evidence(field, start, start + text.length(), text, signal, 0);
  }
}
