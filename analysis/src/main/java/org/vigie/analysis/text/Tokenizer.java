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
public final class Tokenizer {
  private static final Set<String> ELIDED_ARTICLES =
      Set.of(
          "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
          "presqu", "quelqu");
  private static final Set<String> ABBREVIATIONS =
      Set.of("mm", "mme", "mmes", "mlle", "me", "dr", "pr", "st", "ste", "av", "cf");

  private static final char[] SINGLE_FOLDS = createFoldTable();

  /// Whether a lower-case character below U+2100 is part of a word.
  private static final boolean[] WORD_CHARACTERS = createWordTable();

  private final NormalizedText normalized;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int sentence;
  private boolean sentenceEndPending;

  private Tokenizer(NormalizedText surface) {
    this.normalized = surface;
  }

  /// Tokenizes a string.
  public static List<Token> tokenize(String source) {
    return tokenize(source, 0, source.length());
  }

  /// Tokenizes a part of a string; offsets count from the start of the whole string.
  public static List<Token> tokenize(String source, int from, int to) {
    return new Tokenizer(new NormalizedText(source, from, to)).tokenizeAll();
  }

  private List<Token> tokenizeAll() {
    while (position < normalized.length) {
      if (isWordCharacter(position)) {
        readWord();
      } else {
        readSeparator();
      }
    }
    return tokens;
  }

  private void readSeparator() {
    switch (normalized.chars[position++]) {
      case '!', '?', '…', '\n', '\r', '\u2028', '\u2029', '|' -> sentenceEndPending = true;
      case '.' -> sentenceEndPending |= isSentenceEnd();
      default -> {}
    }
  }

  private boolean isSentenceEnd() {
    if (tokens.isEmpty()) {
      return false;
    }
    boolean inNumber =
        position >= 2
            && position < normalized.length
            && Character.isDigit(normalized.chars[position - 2])
            && Character.isDigit(normalized.chars[position]);
    String before = tokens.getLast().folded();
    boolean initial = before.length() == 1 && Character.isLetter(before.charAt(0));
    return !inNumber && !initial && !ABBREVIATIONS.contains(before);
  }

  private void readWord() {
    int begin = position;
    skipWord();
    while (position + 1 < normalized.length
        && normalized.chars[position] == '\''
        && isWordCharacter(position + 1)) {
      boolean elided =
          ELIDED_ARTICLES.contains(new String(normalized.chars, begin, position - begin));
      position++;
      begin = elided ? position : begin;
      skipWord();
    }
    if (isInitial(begin)) {
      readAcronym(begin);
    } else {
      addToken(begin, position, new String(normalized.chars, begin, position - begin));
    }
  }

  private void readAcronym(int begin) {
    StringBuilder letters = new StringBuilder().append(normalized.chars[begin]);
    while (isInitialNext()) {
      letters.append(normalized.chars[position + 1]);
      position += 2;
    }
    addToken(begin, position, letters.toString());
  }

  private boolean isInitial(int begin) {
    return position - begin == 1 && Character.isLetter(normalized.chars[begin]);
  }

  private boolean isInitialNext() {
    return position + 1 < normalized.length
        && normalized.chars[position] == '.'
        && Character.isLetter(normalized.chars[position + 1])
        && (position + 2 == normalized.length || !isWordCharacter(position + 2));
  }

  private void skipWord() {
    while (position < normalized.length && isWordCharacter(position)) {
      position++;
    }
  }

  /// A lone surrogate is no letter and ends a word, as any other separator.
  private boolean isWordCharacter(int index) {
    char c = normalized.chars[index];
    return c < WORD_CHARACTERS.length ? WORD_CHARACTERS[c] : Character.isLetterOrDigit(c);
  }

  private static boolean[] createWordTable() {
    boolean[] word = new boolean[0x2100];
    for (char c = 0; c < word.length; c++) {
      word[c] =
          c < 0x80 ? c >= 'a' && c <= 'z' || c >= '0' && c <= '9' : Character.isLetterOrDigit(c);
    }
    return word;
  }

  private void addToken(int begin, int end, String exact) {
    if (sentenceEndPending) {
      sentence += tokens.isEmpty() ? 0 : 1;
      sentenceEndPending = false;
    }
    String plain = foldAccents(exact);
    tokens.add(
        new Token(
            exact, plain, normalized.sourceStart(begin), normalized.sourceEnd(end - 1), sentence));
  }

  private static String foldAccents(String exact) {
    int length = exact.length();
    for (int i = 0; i < length; i++) {
      if (exact.charAt(i) >= 0x80) {
        return foldOneToOne(exact);
      }
    }
    return exact;
  }

  private static String foldOneToOne(String exact) {
    int length = exact.length();
    char[] plain = new char[length];
    for (int i = 0; i < length; i++) {
      char c = exact.charAt(i);
      char folded = c < SINGLE_FOLDS.length ? SINGLE_FOLDS[c] : 0;
      if (folded == 0) {
        return foldExpanding(exact);
      }
      plain[i] = folded;
    }
    return new String(plain);
  }

  private static String foldExpanding(String exact) {
    int length = exact.length();
    char[] wide = new char[4 * length];
    int end = ASCIIFoldingFilter.foldToASCII(exact.toCharArray(), 0, wide, 0, length);
    return new String(wide, 0, end);
  }

  /// Creates the table of Lucene's ASCII folding of Latin characters; 0 if the folding has several
  /// letters.
  private static char[] createFoldTable() {
    char[] single = new char[0x180];
    char[] folded = new char[4];
    for (char c = 0; c < single.length; c++) {
      int length = ASCIIFoldingFilter.foldToASCII(new char[] {c}, 0, folded, 0, 1);
      single[c] = length == 1 ? folded[0] : 0;
    }
    return single;
  }
}
