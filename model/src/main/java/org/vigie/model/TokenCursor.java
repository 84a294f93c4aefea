package org.vigie.model;

import java.util.List;

/// A position among the tokens of a written date.
final class TokenCursor {
  private static final DateToken END = new DateToken(DateToken.TokenKind.MARK, "", true, false);

  private final List<DateToken> tokens;
  private int position;

  TokenCursor(List<DateToken> tokens) {
    this.tokens = tokens;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  void skip(int count) {
    position += count;
  }

  boolean atEnd() {
    return position >= tokens.size();
  }

  boolean atLast() {
    return position == tokens.size() - 1;
  }

  /// The token so far ahead, or behind; an empty mark beyond the ends.
  DateToken peek(int ahead) {
    int index = position + ahead;
    return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
  }

  /// True if a number of so many digits stands there, joined to what is before it.
  boolean isJoinedNumber(int ahead, int minLength, int maxLength) {
    DateToken token = peek(ahead);
    return token.isNumber(minLength, maxLength) && !token.spaced();
  }
}
