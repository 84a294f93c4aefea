package org.vigie.model;

/// Words that made a topic or a query match.
///
/// @param field the field of the text: `title`, `summary`, `body`, or `text` for a plain article
/// @param start offset of the first UTF-16 unit in the field as given
/// @param end offset after the last UTF-16 unit
/// @param text exactly the field between the two, at most 60 units long
/// @param signal the signal of the topic pack, or the term of the query, that it satisfies
/// @param weight what it added to the topic's total; 0 for a query
public record Evidence(
    String field, int start, int end, String text, String signal, double weight) {
  /// Refuses a span that is empty or turned round.
  public Evidence {
    Words.required("evidence field", field);
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("evidence " + field + "[" + start + "," + end + ")");
    }
  }
}
