package org.vigie.notifier.render;

/// Wraps plain text for mails.
public final class LineWrap {
  /// The width of mails: RFC 3676 §4.2 asks for lines of at most 78 characters, and a quotation
  /// adds two.
  private static final int COLUMNS = 76;

  private LineWrap() {}

  /// Breaks a text at spaces. A word that is longer than a line, such as an address, is kept whole.
  ///
  /// @param indent begins each line
  public static String wrap(String text, String indent) {
    StringBuilder lines = new StringBuilder(indent);
    int used = indent.length();
    for (String word : text.split(" ")) {
      int width = word.codePointCount(0, word.length());
      if (used > indent.length() && used + 1 + width > COLUMNS) {
        lines.append('\n').append(indent);
        used = indent.length();
      } else if (used > indent.length()) {
        lines.append(' ');
        used++;
      }
      lines.append(word);
      used += width;
    }
    return lines.toString();
  }

  /// Keeps a sentence that ends with a command on one line, or the command on a line of its own, so
  /// that it can be copied.
  public static String wrapCommand(String sentence) {
    int colon = sentence.lastIndexOf(": ");
    if (sentence.length() <= COLUMNS || colon < 0) {
      return sentence;
    }
    return wrap(sentence.substring(0, colon + 1), "") + "\n    " + sentence.substring(colon + 2);
  }

  /// A line under a heading.
  public static String underline(String heading) {
    return "-".repeat(Math.min(COLUMNS, heading.codePointCount(0, heading.length())));
  }
}
