package org.vigie.notifier.render;

import java.util.List;
import java.util.stream.Collectors;

/// A text of which some words are marked, without control characters.
///
/// @param spans the parts of the text in their order; none is empty, and a marked one never follows
///     another directly
public record MarkedText(List<Span> spans) {
  /// No text.
  public static final MarkedText EMPTY = new MarkedText(List.of());

  /// Copies the list.
  public MarkedText {
    spans = List.copyOf(spans);
  }

  /// A text without marks.
  public static MarkedText of(String text) {
    return text.isEmpty() ? EMPTY : new MarkedText(List.of(new Span(text, false)));
  }

  /// A part of a text.
  ///
  /// @param marked whether it is evidence
  public record Span(String text, boolean marked) {}

  /// The text without its marks.
  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }

  /// Whether there is no text.
  public boolean isEmpty() {
    return spans.isEmpty();
  }
}
