package org.vigie.analysis.match.query;

import org.jspecify.annotations.Nullable;

/// What became of a query that a person wrote.
public sealed interface Parsed {
  /// It can be asked.
  record Accepted(Query query) implements Parsed {}

  /// It cannot be asked.
  ///
  /// @param position offset of the first UTF-16 unit of the trouble
  /// @param problem what is wrong, a sentence without its full stop
  /// @param suggestion what to write instead, null where nothing better is known
  record Refused(int position, String problem, @Nullable String suggestion) implements Parsed {
    /// For people: `at 5: « et » is lower-case; write ET …`. Positions count from 1 here.
    public String message() {
      return "at "
          + (position + 1)
          + ": "
          + problem
          + (suggestion == null ? "" : "; " + suggestion);
    }
  }
}
