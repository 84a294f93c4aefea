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

  /// Returns the text, or its beginning up to the limit without a mark, so that offsets into the
  /// text stay valid.
  ///
  /// @param most the maximum length of the result in UTF-16 units; at least 1
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /// Returns the text on one line, or its first words followed by `…` if it is longer than the
  /// limit.
  ///
  /// @param most the maximum length of the result in UTF-16 units, including `…`; at least 2
  public static String truncateAtWord(String text, int most) {
    String line = text.strip().replaceAll("\\s+", " ");
    String cut = truncate(line, most);
    int space = cut.lastIndexOf(' ');
    return cut.length() == line.length() || space < 1
        ? cut
        : cut.substring(0, space).stripTrailing() + ELLIPSIS;
  }
}
