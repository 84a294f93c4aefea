package org.vigie.analysis.match.query;

import org.jspecify.annotations.Nullable;
import org.vigie.model.SafeText;

/// A syntax error. Carries the error out of the parser and never leaves this package.
final class QuerySyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int position;
  private final @Nullable String suggestion;

  QuerySyntaxException(int position, String problem, @Nullable String suggestion) {
    super(problem, null, false, false);
    this.position = position;
    this.suggestion = suggestion;
  }

  ParsedQuery.InvalidQuery toInvalidQuery() {
    return new ParsedQuery.InvalidQuery(position, String.valueOf(getMessage()), suggestion);
  }

  /// Quotes user input in French quotes, shortened and without control characters.
  static String quote(String written) {
    StringBuilder shown = new StringBuilder("« ");
    int end = Math.min(written.length(), 40);
    for (int i = 0; i < end; i++) {
      char c = written.charAt(i);
      shown.append(SafeText.isHarmless(c) ? c : '?');
    }
    return shown.append(end < written.length() ? "… »" : " »").toString();
  }
}
