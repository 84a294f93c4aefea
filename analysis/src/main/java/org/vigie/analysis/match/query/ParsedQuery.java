package org.vigie.analysis.match.query;

import org.jspecify.annotations.Nullable;

/// The result of parsing a query.
public sealed interface ParsedQuery {
  /// The query is valid.
  record ValidQuery(Query query) implements ParsedQuery {}

  /// The query is invalid.
  ///
  /// @param position offset of the first UTF-16 unit of the error
  /// @param problem description of the error without a full stop
  /// @param suggestion what to write instead, null if there is no suggestion
  record InvalidQuery(int position, String problem, @Nullable String suggestion)
      implements ParsedQuery {
    /// Returns a message such as `at 5: « et » is lower-case; write ET …`. Its position counts from
    /// 1.
    public String message() {
      return "at "
          + (position + 1)
          + ": "
          + problem
          + (suggestion == null ? "" : "; " + suggestion);
    }
  }
}
