package org.vigie.analysis.match.query;

/// How large a query may be. The largest that people write by hand stay well below; what is above
/// is a mistake or an attack, and would make every text pay for it.
public final class Limits {
  /// UTF-16 units of a query: about two pages of terms.
  public static final int LENGTH = 4_000;

  /// Words, phrases, wildcards and fields of a query: each may be looked up in every text that gets
  /// past the rarest term.
  public static final int CLAUSES = 250;

  /// Parentheses and `NOT` inside each other: bounds the recursion of every reader of the tree.
  public static final int DEPTH = 20;

  /// Words of one phrase or hyphenated word: bounds the comparisons at each place of a text.
  public static final int PHRASE_WORDS = 30;

  /// Letters before a `*`: fewer begin so many words that the wildcard finds everything.
  public static final int PREFIX_LETTERS = 3;

  /// Words between the two sides of `NEAR`: farther apart, `AND` says the same.
  public static final int NEAR_GAP = 50;

  /// Pairs that one `NEAR` stands for, left choices times right choices: the one construct whose
  /// cost multiplies.
  public static final int NEAR_PAIRS = 100;

  private Limits() {}
}
