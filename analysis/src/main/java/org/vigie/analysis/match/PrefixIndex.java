package org.vigie.analysis.match;

import java.util.Arrays;
import org.vigie.analysis.match.query.QueryLimits;
import org.vigie.analysis.text.Token;

/// Index of the tokens of a text by their first [QueryLimits#PREFIX_LETTERS] letters, which every
/// wildcard has. Tokens are chained by the hash of these letters, in int arrays only: cheap to
/// build even for a single wildcard. A chain may hold tokens with other letters.
final class PrefixIndex {
  static final int NONE = -1;
  private static final int SLOTS = 256;

  private final int[] first = new int[SLOTS];
  private final int[] next;

  PrefixIndex(Token[] tokens) {
    next = new int[tokens.length];
    Arrays.fill(first, NONE);
    for (int token = tokens.length - 1; token >= 0; token--) {
      String word = tokens[token].folded();
      if (word.length() >= QueryLimits.MIN_PREFIX_LETTERS) {
        int slot = slot(word);
        next[token] = first[slot];
        first[slot] = token;
      }
    }
  }

  private static int slot(String word) {
    int hash = 0;
    for (int letter = 0; letter < QueryLimits.MIN_PREFIX_LETTERS; letter++) {
      hash = 31 * hash + word.charAt(letter);
    }
    return hash & SLOTS - 1;
  }

  /// Returns the first token that may begin with `prefix`, or [#NONE].
  int findFirst(String prefix) {
    return first[slot(prefix)];
  }

  /// Returns the next token of the same chain, or [#NONE].
  int findNext(int token) {
    return next[token];
  }
}
