package org.vigie.analysis.text;

import java.util.List;

/// A part of a text: its title, its summary or its body.
///
/// @param field name of the field that the offsets point into: `title`, `summary`, `body`, or
///     `text` for a plain article
/// @param source the whole field as given
/// @param tokens tokens in order; two passages may share a field, never a token
public record Passage(String field, String source, List<Token> tokens) {
  /// Copies the list.
  public Passage {
    tokens = List.copyOf(tokens);
  }

  static Passage of(String field, String source) {
    return new Passage(field, source, Tokenizer.tokenize(source));
  }

  static Passage of(String field, String source, int from, int to) {
    return new Passage(field, source, Tokenizer.tokenize(source, from, to));
  }
}
