package org.vigie.analysis.match.query;

import org.jspecify.annotations.Nullable;

/// Unwinds the reading of a query; never leaves this package.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int position;
  private final @Nullable String suggestion;

  Refusal(int position, String problem, @Nullable String suggestion) {
    super(problem, null, false, false);
    this.position = position;
    this.suggestion = suggestion;
  }

  Parsed.Refused refused() {
    return new Parsed.Refused(position, String.valueOf(getMessage()), suggestion);
  }

  /// What the person wrote, short and without control characters, in French quotes.
  static String quoted(String written) {
    StringBuilder shown = new StringBuilder("« ");
    int end = Math.min(written.length(), 40);
    for (int i = 0; i < end; i++) {
      char c = written.charAt(i);
      boolean safe =
          !Character.isISOControl(c)
              && !Character.isSurrogate(c)
              && Character.getType(c) != Character.FORMAT;
      shown.append(safe ? c : '?');
    }
    return shown.append(end < written.length() ? "… »" : " »").toString();
  }
}
