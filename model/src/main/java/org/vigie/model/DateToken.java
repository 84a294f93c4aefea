package org.vigie.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A piece of a written date.
///
/// @param kind what it consists of
/// @param text in lower case and without accents; digits of all scripts are `0` to `9`, all dashes
///     `-`
/// @param spaced true if a space or the beginning of the text stands before it
/// @param capitals true for a word without small letters
record DateToken(TokenKind kind, String text, boolean spaced, boolean capitals) {
  enum TokenKind {
    NUMBER,
    WORD,
    /// One character that is neither letter, digit nor space.
    MARK
  }

  boolean isNumber(int minLength, int maxLength) {
    return kind == TokenKind.NUMBER && text.length() >= minLength && text.length() <= maxLength;
  }

  boolean isWord() {
    return kind == TokenKind.WORD;
  }

  boolean is(String other) {
    return text.equals(other);
  }

  int value() {
    return Integer.parseInt(text);
  }

  /// The tokens of a text. Accents and characters that nobody sees are left out.
  static List<DateToken> split(String written) {
    String text = isAscii(written) ? written : Normalizer.normalize(written, Normalizer.Form.NFKD);
    List<DateToken> tokens = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    @Nullable TokenKind kind = null;
    boolean spaced = true;
    boolean capitals = true;
    for (int i = 0; i <= text.length(); ) {
      int c = i == text.length() ? ' ' : text.codePointAt(i);
      i += Character.charCount(c);
      if (isInvisible(c)) {
        continue;
      }
      TokenKind next = kindOf(c);
      if (kind != null && (next != kind || kind == TokenKind.MARK)) {
        tokens.add(new DateToken(kind, piece.toString(), spaced, capitals));
        piece.setLength(0);
        spaced = false;
        capitals = true;
      }
      spaced |= next == null;
      kind = next;
      if (next == TokenKind.NUMBER) {
        piece.append((char) ('0' + Character.digit(c, 10)));
      } else if (next != null) {
        capitals &= !Character.isLowerCase(c);
        piece.appendCodePoint(isDash(c) ? '-' : Character.toLowerCase(c));
      }
    }
    return tokens;
  }

  /// A word as the names of [CalendarNames] are written.
  static String toPlain(String word) {
    return split(word).stream().map(DateToken::text).collect(Collectors.joining());
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }

  private static boolean isDash(int c) {
    return c == '\u2212' || Character.getType(c) == Character.DASH_PUNCTUATION;
  }

  /// Null for a space.
  private static @Nullable TokenKind kindOf(int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return null;
    }
    return Character.isDigit(c)
        ? TokenKind.NUMBER
        : Character.isLetter(c) ? TokenKind.WORD : TokenKind.MARK;
  }
}
