package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Content;

/// The counts in a headline by unit: `15 morts` is 15 of `mort`. Years and ordinals such as `13e`
/// are no counts. Immutable.
final class HeadlineCounts {
  private static final String NUMBER = "\\d{1,9}";
  private static final String THOUSANDS = "\\d{3}";
  private static final String YEAR = "(?:19|20)\\d\\d";

  private final Map<String, Set<String>> byUnit = new HashMap<>();

  private HeadlineCounts() {}

  /// Parses a headline.
  static HeadlineCounts parse(String title) {
    HeadlineCounts counts = new HeadlineCounts();
    List<Token> tokens = new TokenizedText(Content.of(title, "")).title().tokens();
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

  /// Returns whether both headlines count one unit and have no number of it in common.
  boolean contradicts(HeadlineCounts other) {
    return byUnit.entrySet().stream()
        .anyMatch(
            one -> {
              Set<String> numbers = other.byUnit.get(one.getKey());
              return numbers != null && Collections.disjoint(numbers, one.getValue());
            });
  }
}
