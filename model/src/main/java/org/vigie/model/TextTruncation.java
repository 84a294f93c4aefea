package org.vigie.model;

/// Truncation of text to a maximum length. The result never ends in half of a surrogate pair, which
/// has no UTF-8 form.
public final class TextTruncation {
  private static final String ELLIPSIS = "…";

  private TextTruncation() {}

  /// Returns the text, or its beginning followed by `…` if it is longer than the limit.
  ///
  /// @param most the maximum length of the result in UTF-16 units, including `…`; at least 2
  public static String truncate(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - ELLIPSIS.length();
    boolean splits = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splits ? end - 1 : end) + ELLIPSIS;
  }
}
