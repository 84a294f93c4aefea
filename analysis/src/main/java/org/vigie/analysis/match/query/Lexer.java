package org.vigie.analysis.match.query;

import java.util.ArrayList;
import java.util.List;

/// Splits a query into [Lexeme]s.
final class Lexer {
  private final String source;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private int at;

  private Lexer(String source) {
    this.source = source;
  }

  /// Returns the lexemes in order, followed by an END.
  static List<Lexeme> cut(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.at < source.length()) {
      lexer.step();
    }
    lexer.lexemes.add(Lexeme.of(Lexeme.Kind.END, "", source.length()));
    return lexer.lexemes;
  }

  private void step() {
    char c = source.charAt(at);
    if (isSpace(c)) {
      at++;
    } else if (c == '(') {
      lexemes.add(Lexeme.of(Lexeme.Kind.OPEN, "(", at++));
    } else if (c == ')') {
      lexemes.add(Lexeme.of(Lexeme.Kind.CLOSE, ")", at++));
    } else if (c == '»' || c == '”') {
      throw new Refusal(at, "a quotation ends here that never began", "quote as in \"trêve\"");
    } else if (closing(c) != 0) {
      int start = at;
      lexemes.add(Lexeme.of(Lexeme.Kind.PHRASE, quoted(), start));
    } else {
      bare();
    }
  }

  /// Reads the quoted text that begins at the current position and moves past the closing quote.
  private String quoted() {
    int start = at;
    int end = source.indexOf(closing(source.charAt(start)), start + 1);
    if (end < 0) {
      throw new Refusal(
          start, "the quotation is not closed", "close it, as in \"haut-commissaire\"");
    }
    at = end + 1;
    return source.substring(start + 1, end);
  }

  private void bare() {
    int start = at;
    while (at < source.length() && !ends(source.charAt(at))) {
      at++;
    }
    String text = source.substring(start, at);
    int colon = text.indexOf(':');
    if (colon <= 0 || !text.substring(0, colon).chars().allMatch(Character::isLetter)) {
      lexemes.add(Lexeme.bare(text, start));
      return;
    }
    String value = text.substring(colon + 1);
    boolean quoteFollows = at < source.length() && closing(source.charAt(at)) != 0;
    if (value.isEmpty() && quoteFollows) {
      value = quoted();
    }
    lexemes.add(new Lexeme(Lexeme.Kind.FIELD, text.substring(0, colon), value, start));
  }

  private static boolean ends(char c) {
    return isSpace(c) || c == '(' || c == ')' || closing(c) != 0 || c == '»' || c == '”';
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /// Returns the closing quote of an opening one, 0 if the character opens no quotation.
  private static char closing(char open) {
    return switch (open) {
      case '"' -> '"';
      case '«' -> '»';
      case '“' -> '”';
      default -> 0;
    };
  }
}
