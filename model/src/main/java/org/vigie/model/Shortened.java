package org.vigie.model;

/// Texts cut to a length. A cut never leaves half of a surrogate pair, which no UTF-8 could hold.
public final class Shortened {
  private static final String LEFT_OUT = "…";

  private Shortened() {}

  /// The text, or its beginning with `…` in place of what was left out.
  ///
  /// @param most UTF-16 units of the result, at least 2
  public static String to(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - LEFT_OUT.length();
    boolean splits = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splits ? end - 1 : end) + LEFT_OUT;
  }
}
