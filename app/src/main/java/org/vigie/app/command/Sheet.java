package org.vigie.app.command;

import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.Terminal;

/// One thing in full, for people: what is known of it, a line each. Every text is made harmless
/// first.
///
/// @param terminal where it is printed
record Sheet(Terminal terminal) {
  private static final int NAMES = 14;

  /// Prints one line; nothing where nothing is known.
  void line(String name, @Nullable String words) {
    if (words != null && !words.isEmpty()) {
      terminal.print(("%-" + NAMES + "s  %s").formatted(name, Terminal.clean(words)));
    }
  }
}
