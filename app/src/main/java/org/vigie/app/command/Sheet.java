package org.vigie.app.command;

import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.Terminal;

/// One thing in full, for people: what is known of it, a line each. Every text is made harmless
/// first.
///
/// @param terminal where it is printed
/// @param form of a line: a name, and what is known under it
record Sheet(Terminal terminal, String form) {
  private static final String PLAIN = "%-14s  %s";

  Sheet(Terminal terminal) {
    this(terminal, PLAIN);
  }

  /// Prints one line; nothing where nothing is known.
  void line(String name, @Nullable String words) {
    if (words != null && !words.isEmpty()) {
      terminal.print(form.formatted(name, Terminal.clean(words)));
    }
  }
}
