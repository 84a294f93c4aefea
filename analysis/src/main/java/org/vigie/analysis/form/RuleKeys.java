package org.vigie.analysis.form;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The rules that look into one kind of field, by their keys, see [FormRule#keys]. Most texts have
/// none of them.
final class RuleKeys {
  private static final String QUESTION_MARK = "?";

  private final Map<String, BitSet> rules = new HashMap<>();

  /// Whether a key begins with two letters; spares most words of a text their look-up.
  private final BitSet beginnings = new BitSet(Character.MAX_VALUE / 2);

  void add(String key, int rule) {
    rules.computeIfAbsent(key, k -> new BitSet()).set(rule);
    if (!key.equals(QUESTION_MARK)) {
      beginnings.set(hashBeginning(key, 0));
    }
  }

  private static int hashBeginning(String text, int at) {
    return text.charAt(at) << 7 | text.charAt(at + 1);
  }

  /// Returns the numbers of the rules of which a folded text has a key.
  BitSet findRules(String folded) {
    BitSet found = new BitSet();
    int begin = 0;
    for (int i = 0; i <= folded.length(); i++) {
      char c = i < folded.length() ? folded.charAt(i) : ' ';
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
        if (i > begin + 1 && beginnings.get(hashBeginning(folded, begin))) {
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
