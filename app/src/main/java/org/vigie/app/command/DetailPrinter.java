package org.vigie.app.command;

import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;

/// Prints the fields of one object for people, one line per field. Every text is sanitised first.
///
/// @param terminal to print to
/// @param lineFormat of a line: the name and the value
record DetailPrinter(Terminal terminal, String lineFormat) {
  private static final String PLAIN = "%-14s  %s";

  DetailPrinter(Terminal terminal) {
    this(terminal, PLAIN);
  }

  /// Prints one line; nothing if the value is null or empty.
  void printField(String name, @Nullable String words) {
    if (words != null && !words.isEmpty()) {
      terminal.printLine(lineFormat.formatted(name, SafeText.toLine(words)));
    }
  }
}
