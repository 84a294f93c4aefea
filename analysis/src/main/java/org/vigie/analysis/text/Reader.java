package org.vigie.analysis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/// Splits a string into [Token]s, in time linear in its length. Queries and topic packs are
/// tokenized by the same rules as texts, so that their words match.
///
/// A token is a sequence of letters and digits. A hyphen of any kind separates tokens as a space
/// does. An elided article before an apostrophe is dropped; any other apostrophe stays in its token
/// (`aujourd'hui`). The dots of an acronym are dropped (`O.N.U.` becomes `onu`). A sentence ends at
/// `.`, `!`, `?` or `…`, except after a title such as `M.`, and at the end of a line.
public final class Reader {
  private static final Set<String> ELIDED =
      Set.of(
          "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
          "presqu", "quelqu");
  private static final Set<String> ABBREVIATED =
      Set.of("mm", "mme", "mmes", "mlle", "me", "dr", "pr", "st", "ste", "av", "cf");

  private static final char[] SINGLE = single();

  /// Whether a lower-case character below U+2100 is part of a word.
  private static final boolean[] WORD = letters();

  private final Surface surface;
  private final Stemmer stemmer = new Stemmer();
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int sentence;
  private boolean borderAhead;

  private Reader(Surface surface) {
    this.surface = surface;
  }

  /// Tokenizes a string.
  public static List<Token> read(String source) {
    return read(source, 0, source.length());
  }

  /// Tokenizes a part of a string; offsets count from the start of the whole string.
  public static List<Token> read(String source, int from, int to) {
    return new Reader(new Surface(source, from, to)).tokens();
  }

  private List<Token> tokens() {
    while (at < surface.length) {
      if (isWord(at)) {
        word();
      } else {
        separator();
      }
    }
    return tokens;
  }

  private void separator() {
    switch (surface.chars[at++]) {
      case '!', '?', '…', '\n', '\r', '\u2028', '\u2029', '|' -> borderAhead = true;
      case '.' -> borderAhead |= endsSentence();
      default -> {}
    }
  }

  private boolean endsSentence() {
    if (tokens.isEmpty()) {
      return false;
    }
    boolean inNumber =
        at >= 2
            && at < surface.length
            && Character.isDigit(surface.chars[at - 2])
            && Character.isDigit(surface.chars[at]);
    String before = tokens.getLast().folded();
    boolean initial = before.length() == 1 && Character.isLetter(before.charAt(0));
    return !inNumber && !initial && !ABBREVIATED.contains(before);
  }

  private void word() {
    int begin = at;
    skipWord();
    while (at + 1 < surface.length && surface.chars[at] == '\'' && isWord(at + 1)) {
      boolean elided = ELIDED.contains(new String(surface.chars, begin, at - begin));
      at++;
      begin = elided ? at : begin;
      skipWord();
    }
    if (isInitial(begin)) {
      acronym(begin);
    } else {
      add(begin, at, new String(surface.chars, begin, at - begin));
    }
  }

  private void acronym(int begin) {
    StringBuilder letters = new StringBuilder().append(surface.chars[begin]);
    while (isInitialNext()) {
      letters.append(surface.chars[at + 1]);
      at += 2;
    }
    add(begin, at, letters.toString());
  }

  private boolean isInitial(int begin) {
    return at - begin == 1 && Character.isLetter(surface.chars[begin]);
  }

  private boolean isInitialNext() {
    return at + 1 < surface.length
        && surface.chars[at] == '.'
        && Character.isLetter(surface.chars[at + 1])
        && (at + 2 == surface.length || !isWord(at + 2));
  }

  private void skipWord() {
    while (at < surface.length && isWord(at)) {
      at++;
    }
  }

  /// A lone surrogate is no letter and ends a word, as any other separator.
  private boolean isWord(int index) {
    char c = surface.chars[index];
    return c < WORD.length ? WORD[c] : Character.isLetterOrDigit(c);
  }

  private static boolean[] letters() {
    boolean[] word = new boolean[0x2100];
    for (char c = 0; c < word.length; c++) {
      word[c] =
          c < 0x80 ? c >= 'a' && c <= 'z' || c >= '0' && c <= '9' : Character.isLetterOrDigit(c);
    }
    return word;
  }

  private void add(int begin, int end, String exact) {
    if (borderAhead) {
      sentence += tokens.isEmpty() ? 0 : 1;
      borderAhead = false;
    }
    String plain = fold(exact);
    tokens.add(
        new Token(exact, plain, surface.start(begin), surface.end(end - 1), sentence, stemmer));
  }

  private static String fold(String exact) {
    int length = exact.length();
    for (int i = 0; i < length; i++) {
      if (exact.charAt(i) >= 0x80) {
        return foldAll(exact);
      }
    }
    return exact;
  }

  private static String foldAll(String exact) {
    int length = exact.length();
    char[] plain = new char[length];
    for (int i = 0; i < length; i++) {
      char c = exact.charAt(i);
      char folded = c < SINGLE.length ? SINGLE[c] : 0;
      if (folded == 0) {
        return foldWidely(exact);
      }
      plain[i] = folded;
    }
    return new String(plain);
  }

  private static String foldWidely(String exact) {
    int length = exact.length();
    char[] wide = new char[4 * length];
    int end = ASCIIFoldingFilter.foldToASCII(exact.toCharArray(), 0, wide, 0, length);
    return new String(wide, 0, end);
  }

  /// Creates the table of Lucene's ASCII folding of Latin characters; 0 if the folding has several
  /// letters.
  private static char[] single() {
    char[] single = new char[0x180];
    char[] folded = new char[4];
    for (char c = 0; c < single.length; c++) {
      int length = ASCIIFoldingFilter.foldToASCII(new char[] {c}, 0, folded, 0, 1);
      single[c] = length == 1 ? folded[0] : 0;
    }
    return single;
  }
}
