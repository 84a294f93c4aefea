package org.vigie.app.alert;

import java.util.ArrayList;
import java.util.List;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.MarkedText.Span;

/// Breaks marked texts into lines.
final class MarkedLines {
  private MarkedLines() {}

  /// Breaks a text at spaces; a longer word is left to the terminal.
  ///
  /// @param width columns of a line; every character counts as one, marks as none
  /// @return no line for no text
  static List<MarkedText> wrap(MarkedText text, int width) {
    List<MarkedText> lines = new ArrayList<>();
    String plain = text.text();
    int start = 0;
    while (start < plain.length()) {
      int end = findEnd(plain, start, width);
      lines.add(cut(text, start, end));
      start = end < plain.length() ? end + 1 : end;
    }
    return lines;
  }

  /// Where a line ends: at the last space that fits, else at the next one, else with the text.
  private static int findEnd(String plain, int start, int width) {
    if (plain.length() - start <= width) {
      return plain.length();
    }
    int fitting = plain.lastIndexOf(' ', start + width);
    if (fitting > start) {
      return fitting;
    }
    int next = plain.indexOf(' ', start + 1);
    return next < 0 ? plain.length() : next;
  }

  private static MarkedText cut(MarkedText text, int start, int end) {
    List<Span> parts = new ArrayList<>();
    int at = 0;
    for (Span span : text.spans()) {
      int from = Math.max(start, at);
      int to = Math.min(end, at + span.text().length());
      if (from < to) {
        parts.add(new Span(span.text().substring(from - at, to - at), span.marked()));
      }
      at += span.text().length();
    }
    return new MarkedText(parts);
  }
}
