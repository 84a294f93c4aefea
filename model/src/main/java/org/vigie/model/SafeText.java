package org.vigie.model;

/// Makes text of foreign origin (a feed, a server, a file, a record) safe to print for a person or
/// to log: one line, without what a terminal or a reader could be deceived by.
public final class SafeText {
  private SafeText() {}

  /// The text as one line: a space in place of every run of white space and characters that are
  /// not [#isHarmless], none at the ends.
  public static String toLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> isHarmless(c) ? c : ' ')
        .filter(c -> c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  /// The same, cut as [TextTruncation#truncate] does.
  ///
  /// @param maxLength the maximum length of the result in UTF-16 units, at least 2
  public static String toLine(String text, int maxLength) {
    // A hostile text may be megabytes long; what is cut off needs no cleaning.
    String start = text.substring(0, (int) Math.min(text.length(), 10L * maxLength));
    return TextTruncation.truncate(toLine(start), maxLength);
  }

  /// Returns false for characters that must not be shown: control and format characters,
  /// lone surrogates, line separators. Zero-width joiners are allowed: some scripts need them.
  public static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> codePoint == 0x200C || codePoint == 0x200D;
      default -> true;
    };
  }
}
