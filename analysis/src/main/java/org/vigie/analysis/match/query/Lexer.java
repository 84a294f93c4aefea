package org.vigie.analysis.match.query;

import java.util.ArrayList;
import java.util.List;

/// Splits a query into [Lexeme]s.
final class Lexer {
  private final String source;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private int position;

  private Lexer(String source) {
    this.source = source;
  }

  /// Returns the lexemes in order, followed by an END.
  static List<Lexeme> tokenize(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.position < source.length()) {
      lexer.readNext();
    }
    lexer.lexemes.add(Lexeme.of(Lexeme.LexemeKind.END, "", source.length()));
    return lexer.lexemes;
  }

  private void readNext() {
    char c = source.charAt(position);
    if (isSpace(c)) {
      position++;
    } else if (c == '(') {
      lexemes.add(Lexeme.of(Lexeme.LexemeKind.OPEN, "(", position++));
    } else if (c == ')') {
      lexemes.add(Lexeme.of(Lexeme.LexemeKind.CLOSE, ")", position++));
    } else if (c == '»' || c == '”') {
      throw new QuerySyntaxException(
          position, "a quotation ends here that never began", "quote as in \"trêve\"");
    } else if (closingQuote(c) != 0) {
      int start = position;
      lexemes.add(Lexeme.of(Lexeme.LexemeKind.PHRASE, readQuoted(), start));
    } else {
      readBareText();
    }
  }

  /// Reads the quoted text that begins at the current position and moves past the closing quote.
  private String readQuoted() {
    int start = position;
    int end = source.indexOf(closingQuote(source.charAt(start)), start + 1);
    if (end < 0) {
      throw new QuerySyntaxException(
          start, "the quotation is not closed", "close it, as in \"haut-commissaire\"");
    }
    position = end + 1;
    return source.substring(start + 1, end);
  }

  private void readBareText() {
    int start = position;
    while (position < source.length() && !isDelimiter(source.charAt(position))) {
      position++;
    }
    String text = source.substring(start, position);
    int colon = text.indexOf(':');
    if (colon <= 0 || !text.substring(0, colon).chars().allMatch(Character::isLetter)) {
      lexemes.add(Lexeme.ofBareText(text, start));
      return;
    }
    String value = text.substring(colon + 1);
    boolean quoteFollows = position < source.length() && closingQuote(source.charAt(position)) != 0;
    if (value.isEmpty() && quoteFollows) {
      value = readQuoted();
    }
    lexemes.add(new Lexeme(Lexeme.LexemeKind.FIELD, text.substring(0, colon), value, start));
  }

  private static boolean isDelimiter(char c) {
    return isSpace(c) || c == '(' || c == ')' || closingQuote(c) != 0 || c == '»' || c == '”';
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /// Returns the closing quote of an opening one, 0 if the character opens no quotation.
  private static char closingQuote(char open) {
    return switch (open) {
      case '"' -> '"';
      case '«' -> '»';
      case '“' -> '”';
      default -> 0;
    };
  }
}
