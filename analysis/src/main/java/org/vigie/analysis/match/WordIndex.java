package org.vigie.analysis.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Index of the tokens of a text by word: a hash table with open addressing whose entries chain
/// token indices. Built once per text and form, and shared by all queries.
final class WordIndex {
  static final int NONE = -1;

  private final @Nullable String[] keys;
  private final int[] first;
  private final int[] next;
  private final int mask;

  /// @param words one form of each token, null if a token has no such form
  WordIndex(@Nullable String[] words) {
    int capacity = Integer.highestOneBit(Math.max(8, words.length) * 2 - 1) * 2;
    keys = new String[capacity];
    first = new int[capacity];
    next = new int[words.length];
    mask = capacity - 1;
    Arrays.fill(next, NONE);
    for (int token = words.length - 1; token >= 0; token--) {
      String word = words[token];
      if (word != null) {
        add(word, token);
      }
    }
  }

  private void add(String word, int token) {
    int slot = findSlot(word);
    next[token] = keys[slot] == null ? NONE : first[slot];
    keys[slot] = word;
    first[slot] = token;
  }

  private int findSlot(String word) {
    int hash = word.hashCode();
    int slot = (hash ^ hash >>> 16) & mask;
    for (String key = keys[slot]; key != null && !key.equals(word); key = keys[slot]) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /// Returns the first token with this word, or [#NONE].
  int findFirst(String word) {
    int slot = findSlot(word);
    return keys[slot] == null ? NONE : first[slot];
  }

  /// Returns the next token with the same word, or [#NONE].
  int findNext(int token) {
    return next[token];
  }
}
