package org.vigie.analysis.form;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The rules that look into one kind of field, by their keys, see [FormRule#keys]. Most texts have
/// none of them.
final class RuleKeys {
  private static final String QUESTION_MARK = "?";
  private static final int HASH_BITS = 12;
  private static final int HASH_FACTOR = 0x9E3779B1;

  private final Map<String, BitSet> rules = new HashMap<>();

  /// By [#hash], whether a key has it; spares most words of a text their look-up.
  private final boolean[] hashes = new boolean[1 << HASH_BITS];

  void add(String key, int rule) {
    rules.computeIfAbsent(key, k -> new BitSet()).set(rule);
    if (!key.equals(QUESTION_MARK)) {
      hashes[hash(key, 0, key.length())] = true;
    }
  }

  /// A hash of the first two letters, the last letter and the length.
  private static int hash(String text, int begin, int end) {
    int letters = text.charAt(begin) << 14 | text.charAt(begin + 1) << 7 | text.charAt(end - 1);
    return (letters * 31 + end - begin) * HASH_FACTOR >>> (Integer.SIZE - HASH_BITS);
  }

  /// Returns the numbers of the rules of which a folded text has a key.
  BitSet findRules(String folded) {
    BitSet found = new BitSet();
    int begin = 0;
    for (int i = 0; i <= folded.length(); i++) {
      char c = i < folded.length() ? folded.charAt(i) : ' ';
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
        if (i > begin + 1 && hashes[hash(folded, begin, i)]) {
          addRules(found, folded.substring(begin, i));
        }
        if (c == '?') {
          addRules(found, QUESTION_MARK);
        }
        begin = i + 1;
      }
    }
    return found;
  }

  private void addRules(BitSet found, String word) {
    BitSet numbers = rules.get(word);
    if (numbers != null) {
      found.or(numbers);
    }
  }
}
