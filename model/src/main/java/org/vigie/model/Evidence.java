package org.vigie.model;

/// A span of text that made a topic or a query match.
///
/// @param field the field of the text: `title`, `summary`, `body`, or `text` for a plain article
/// @param start offset of the first UTF-16 unit in the original field
/// @param end offset after the last UTF-16 unit
/// @param text the field between both offsets, at most 60 UTF-16 units
/// @param signal the signal of the topic pack, or the term of the query, that the span satisfies
/// @param weight what the span added to the topic's total, negative if it counts against the topic;
///     0 for a query
public record Evidence(
    String field, int start, int end, String text, String signal, double weight) {
  /// Rejects an empty or inverted span and values out of range.
  public Evidence {
    Checks.requireId("field", field);
    Checks.checkCount("start", start, 0);
    Checks.checkCount("end", end, start + 1);
    Checks.checkText("text", text, Checks.MAX_TEXT);
    Checks.checkText("signal", signal, Checks.MAX_TEXT);
    Checks.checkNumber("weight", Math.abs(weight));
  }
}
