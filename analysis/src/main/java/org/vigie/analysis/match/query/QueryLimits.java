package org.vigie.analysis.match.query;

/// Limits of the size of a query. The longest queries that people write by hand stay well below; a
/// larger query is a mistake or an attack and would slow down every text.
public final class QueryLimits {
  /// Maximum length in UTF-16 units: about two pages of terms.
  public static final int MAX_LENGTH = 4_000;

  /// Maximum number of words, phrases, wildcards and fields. Each may be looked up in every text
  /// that contains the required terms.
  public static final int MAX_CLAUSES = 250;

  /// Maximum nesting of parentheses and `NOT`: bounds the recursion over the tree.
  public static final int MAX_DEPTH = 20;

  /// Maximum number of words of a phrase or hyphenated word: bounds the comparisons at each
  /// position.
  public static final int MAX_PHRASE_WORDS = 30;

  /// Minimum number of letters before a `*`: a shorter prefix matches nearly every text.
  public static final int MIN_PREFIX_LETTERS = 3;

  /// Maximum number of words between the sides of `NEAR`; beyond it, `AND` is as good.
  public static final int MAX_NEAR_GAP = 50;

  /// Maximum number of pairs of one `NEAR`, left choices times right choices: the only construct
  /// whose cost multiplies.
  public static final int MAX_NEAR_PAIRS = 100;

  private QueryLimits() {}
}
