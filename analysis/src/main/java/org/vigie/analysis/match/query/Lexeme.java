package org.vigie.analysis.match.query;

import java.util.regex.Pattern;

/// A piece of a written query.
///
/// @param kind what it is
/// @param text what was written; for a phrase what stands between the quotes, for a field its name
/// @param value what follows the colon of a field, else empty
/// @param start offset of its first UTF-16 unit
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

  /// An operator or a word, from what stands between two spaces.
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

  /// As people should see it again.
  String shown() {
    return kind == Kind.END ? "the end" : Refusal.quoted(text);
  }
}
