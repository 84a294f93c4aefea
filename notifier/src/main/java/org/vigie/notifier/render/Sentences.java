package org.vigie.notifier.render;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Splits texts of the press into sentences.
final class Sentences {
  /// Before a dot that ends no sentence, in lower case. A single letter is one too: `M. Barrot`.
  private static final Set<String> ABBREVIATIONS =
      Set.of("mm", "mme", "mmes", "mlle", "dr", "me", "st", "ste", "gén", "cf", "art", "env", "av");

  private Sentences() {}

  /// A sentence.
  ///
  /// @param start offset of its first UTF-16 unit
  /// @param end offset after its last UTF-16 unit; white space behind it is left out
  record Sentence(int start, int end) {}

  /// Splits a text. A mark that reaches over the end of a sentence holds both together.
  ///
  /// @param marks the marked UTF-16 units of the text
  static List<Sentence> split(String text, BitSet marks) {
    List<Sentence> sentences = new ArrayList<>();
    int start = skipSpace(text, 0);
    for (int at = start; at < text.length(); at++) {
      int end = at + 1;
      if (isEnd(text, at) && !(marks.get(at) && marks.get(skipSpace(text, end)))) {
        sentences.add(new Sentence(start, end));
        start = skipSpace(text, end);
        at = start - 1;
      }
    }
    if (start < text.length()) {
      sentences.add(new Sentence(start, text.length()));
    }
    return sentences;
  }

  /// Whether a sentence ends with this character: a mark, quotes or brackets after it included, a
  /// space, and the beginning of another sentence.
  private static boolean isEnd(String text, int at) {
    int next = skipSpace(text, at + 1);
    if (next == at + 1 || next >= text.length() || !isBeginning(text.codePointAt(next))) {
      return false;
    }
    int mark = at;
    while (mark > 0 && "»”\")".indexOf(text.charAt(mark)) >= 0) {
      mark--;
      while (mark > 0 && isSpace(text.charAt(mark))) {
        mark--;
      }
    }
    return switch (text.charAt(mark)) {
      case '!', '?', '…' -> true;
      case '.' -> !isAbbreviation(text, mark);
      default -> false;
    };
  }

  private static boolean isBeginning(int codePoint) {
    return Character.isUpperCase(codePoint)
        || Character.isDigit(codePoint)
        || "«“\"(–—".indexOf(codePoint) >= 0;
  }

  private static boolean isAbbreviation(String text, int dot) {
    int start = dot;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, dot);
    return (word.length() == 1 && Character.isUpperCase(word.charAt(0)))
        || ABBREVIATIONS.contains(word.toLowerCase(Locale.FRENCH));
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
