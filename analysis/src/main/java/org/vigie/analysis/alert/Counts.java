package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.text.Text;
import org.vigie.analysis.text.Token;
import org.vigie.model.Content;

/// What a headline counts: `15 morts` is 15 of `mort`. Years count nothing, nor do words such as
/// `13e`, which give a place in an order. Immutable.
final class Counts {
  private static final String NUMBER = "\\d{1,9}";
  private static final String THOUSANDS = "\\d{3}";
  private static final String YEAR = "(?:19|20)\\d\\d";

  private final Map<String, Set<String>> byUnit = new HashMap<>();

  private Counts() {}

  /// Of a headline.
  static Counts of(String title) {
    Counts counts = new Counts();
    List<Token> tokens = new Text(Content.of(title, "")).title().tokens();
    List<String> digits = new ArrayList<>();
    for (Token token : tokens) {
      String word = token.folded();
      boolean goesOn = !digits.isEmpty() && word.matches(THOUSANDS);
      if (goesOn || digits.isEmpty() && word.matches(NUMBER)) {
        digits.add(word);
      } else if (!digits.isEmpty()) {
        counts.add(String.join("", digits), token.stem());
        digits.clear();
      }
    }
    return counts;
  }

  private void add(String number, String unit) {
    if (!number.matches(YEAR)) {
      byUnit.computeIfAbsent(unit, unused -> new HashSet<>()).add(number);
    }
  }

  /// True where both count the same thing, and no number of it is in both.
  boolean contradict(Counts other) {
    return byUnit.entrySet().stream()
        .anyMatch(
            one -> {
              Set<String> numbers = other.byUnit.get(one.getKey());
              return numbers != null && Collections.disjoint(numbers, one.getValue());
            });
  }
}
