package org.vigie.notifier.render;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.model.SafeText;

/// A text of which some words are marked: one line without control characters.
///
/// @param spans the parts of the text in their order; none is empty, and each is marked unless the
///     one before is
public record MarkedText(List<Span> spans) {
  /// No text.
  public static final MarkedText EMPTY = new MarkedText(List.of());

  /// Copies the list.
  public MarkedText {
    spans = List.copyOf(spans);
  }

  /// A part of a text.
  ///
  /// @param marked whether it is evidence
  public record Span(String text, boolean marked) {}

  /// A text without marks, made safe.
  public static MarkedText of(String text) {
    return new Builder().append(text, false).build();
  }

  /// The text without its marks.
  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /// The text with something around its marked parts.
  public String text(String before, String after) {
    return spans.stream()
        .map(span -> span.marked() ? before + span.text() + after : span.text())
        .collect(Collectors.joining());
  }

  /// Whether there is no text.
  public boolean isEmpty() {
    return spans.isEmpty();
  }

  /// Whether some of it is marked.
  public boolean hasMarks() {
    return spans.stream().anyMatch(Span::marked);
  }

  /// Joins texts of any origin into one line that is safe, as [SafeText#toLine] makes it.
  static final class Builder {
    private final List<Span> spans = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean marked;
    private boolean spacePending;

    /// Appends a text that is marked as a whole, or not at all.
    Builder append(String text, boolean mark) {
      text.codePoints().forEach(c -> append(c, mark));
      return this;
    }

    /// Appends a part of a text.
    ///
    /// @param marks its marked UTF-16 units; a surrogate pair is marked if its first half is
    Builder append(String text, int start, int end, BitSet marks) {
      for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
        append(text.codePointAt(at), marks.get(at));
      }
      return this;
    }

    private void append(int codePoint, boolean mark) {
      if (codePoint == ' ' || !SafeText.isHarmless(codePoint)) {
        spacePending = !spans.isEmpty() || !current.isEmpty();
        return;
      }
      if (spacePending) {
        appendClean(' ', marked && mark);
        spacePending = false;
      }
      appendClean(codePoint, mark);
    }

    private void appendClean(int codePoint, boolean mark) {
      if (mark != marked) {
        endSpan();
        marked = mark;
      }
      current.appendCodePoint(codePoint);
    }

    private void endSpan() {
      if (!current.isEmpty()) {
        spans.add(new Span(current.toString(), marked));
        current.setLength(0);
      }
    }

    MarkedText build() {
      endSpan();
      return new MarkedText(spans);
    }
  }
}
