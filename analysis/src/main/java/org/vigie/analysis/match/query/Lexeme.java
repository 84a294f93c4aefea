package org.vigie.analysis.match.query;

import java.util.regex.Pattern;

/// A lexical element of a query.
///
/// @param kind the kind of element
/// @param text text as written; the content between the quotes of a phrase, the name of a field
/// @param value text after the colon of a field, else empty
/// @param start offset of the first UTF-16 unit
record Lexeme(Kind kind, String text, String value, int start) {
  enum Kind {
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

  static Lexeme of(Kind kind, String text, int start) {
    return new Lexeme(kind, text, "", start);
  }

  /// Creates an operator or a word from text between two delimiters.
  static Lexeme bare(String text, int start) {
    Kind kind =
        switch (text) {
          case "AND", "ET" -> Kind.AND;
          case "OR", "OU" -> Kind.OR;
          case "NOT", "SAUF" -> Kind.NOT;
          default -> NEAR.matcher(text).matches() ? Kind.NEAR : Kind.WORD;
        };
    return of(kind, text, start);
  }

  /// Returns the text for messages.
  String shown() {
    return kind == Kind.END ? "the end" : Refusal.quoted(text);
  }
}
