package org.vigie.analysis.match.query;

import java.util.regex.Pattern;

/// A lexical element of a query.
///
/// @param kind the kind of element
/// @param text text as written; the content between the quotes of a phrase, the name of a field
/// @param value text after the colon of a field, else empty
/// @param start offset of the first UTF-16 unit
record Lexeme(LexemeKind kind, String text, String value, int start) {
  enum LexemeKind {
    OPEN,
    CLOSE,
    AND,
    OR,
    NOT,
    NEAR,
    WORD,
    PHRASE,
    FIELD,
    END
  }

  private static final Pattern NEAR = Pattern.compile("(NEAR|PROCHE)(/\\d*)?");

  static Lexeme of(LexemeKind kind, String text, int start) {
    return new Lexeme(kind, text, "", start);
  }

  /// Creates an operator or a word from text between two delimiters.
  static Lexeme ofBareText(String text, int start) {
    LexemeKind kind =
        switch (text) {
          case "AND", "ET" -> LexemeKind.AND;
          case "OR", "OU" -> LexemeKind.OR;
          case "NOT", "SAUF" -> LexemeKind.NOT;
          default -> NEAR.matcher(text).matches() ? LexemeKind.NEAR : LexemeKind.WORD;
        };
    return of(kind, text, start);
  }

  /// Returns the text for messages.
  String toDisplay() {
    return kind == LexemeKind.END ? "the end" : QuerySyntaxException.quote(text);
  }
}
