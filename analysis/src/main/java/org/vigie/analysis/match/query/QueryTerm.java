package org.vigie.analysis.match.query;

import java.util.List;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// A condition on one word of a text.
///
/// @param form form of the word to compare
/// @param text required value of that form
public record QueryTerm(WordForm form, String text) {
  /// The forms of a word that queries compare.
  public enum WordForm {
    /// Lower-case, with accents.
    EXACT,
    /// Without accents.
    FOLDED,
    /// Without accents and inflection.
    STEM
  }

  /// Returns whether a word of a text satisfies this term.
  public boolean matches(Token token) {
    return switch (form) {
      case EXACT -> token.exact().equals(text);
      case FOLDED -> token.folded().equals(text);
      case STEM -> token.stem().equals(text);
    };
  }

  /// Returns the terms of a bare word in order; a hyphenated word has several.
  static List<QueryTerm> ofInflected(String word) {
    return Tokenizer.tokenize(word).stream()
        .map(token -> new QueryTerm(WordForm.STEM, token.stem()))
        .toList();
  }

  /// Returns the terms of a quoted phrase. A word written with an accent requires that accent; a
  /// word written without matches any accents.
  static List<QueryTerm> ofExact(String phrase) {
    return Tokenizer.tokenize(phrase).stream()
        .map(
            token ->
                token.exact().equals(token.folded())
                    ? new QueryTerm(WordForm.FOLDED, token.folded())
                    : new QueryTerm(WordForm.EXACT, token.exact()))
        .toList();
  }
}
