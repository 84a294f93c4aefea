package org.vigie.app.command;

import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.Terminal;

/// One thing in full, for people: what is known of it, a line each. Every text is made harmless
/// first.
///
/// @param terminal where it is printed
/// @param lineFormat of a line: a name, and what is known under it
record DetailPrinter(Terminal terminal, String lineFormat) {
  private static final String PLAIN = "%-14s  %s";

  DetailPrinter(Terminal terminal) {
    this(terminal, PLAIN);
  }

  /// Prints one line; nothing where nothing is known.
  void printField(String name, @Nullable String words) {
    if (words != null && !words.isEmpty()) {
      terminal.printLine(lineFormat.formatted(name, Terminal.sanitize(words)));
    }
  }
}
