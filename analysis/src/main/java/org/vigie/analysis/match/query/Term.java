package org.vigie.analysis.match.query;

import java.util.List;
import org.vigie.analysis.text.Reader;
import org.vigie.analysis.text.Token;

/// What one word of a text must be.
///
/// @param form which form of the word is compared
/// @param text equal to that form
public record Term(Form form, String text) {
  /// The forms of a word that queries ask for.
  public enum Form {
    /// As written, in lower case.
    EXACT,
    /// Without accents.
    FOLDED,
    /// Without accents and inflection.
    STEM
  }

  /// Whether a word of a text is what this asks for.
  public boolean is(Token token) {
    return switch (form) {
      case EXACT -> token.exact().equals(text);
      case FOLDED -> token.folded().equals(text);
      case STEM -> token.stem().equals(text);
    };
  }

  /// The terms of a bare word, in order: more than one where it has hyphens.
  static List<Term> inflected(String word) {
    return Reader.read(word).stream().map(token -> new Term(Form.STEM, token.stem())).toList();
  }

  /// The terms of a quoted phrase: a word typed with an accent asks for that accent, a word typed
  /// without is found with any.
  static List<Term> asWritten(String phrase) {
    return Reader.read(phrase).stream()
        .map(
            token ->
                token.exact().equals(token.folded())
                    ? new Term(Form.FOLDED, token.folded())
                    : new Term(Form.EXACT, token.exact()))
        .toList();
  }
}
