package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Content;

/// The counts in a headline by unit: `15 morts` is 15 of `mort`. Years and ordinals such as `13e`
/// are no counts. Immutable.
final class HeadlineCounts {
  private static final String NUMBER = "\\d{1,9}";
  private static final String THOUSANDS = "\\d{3}";
  private static final String YEAR = "(?:19|20)\\d\\d";

  /// A live page's label, then a theme and its colon.
  private static final Pattern THEME =
      Pattern.compile(
          "(?:\\W*+(?:en\\s+)?(?:direct|live)\\b[^\\w:]*)?(?:[^:]{1,60}:\\s)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  /// How many times a count must be the earlier one to raise it.
  private static final double RISE = 1.5;

  /// The share of the words of two headlines that say the same.
  private static final double SAME_WORDS = 2 / 3.0;

  /// Letters of the shortest word that counts.
  private static final int MIN_WORD = 4;

  private final Map<String, Set<String>> byUnit = new HashMap<>();

  /// The stems of the words behind the label or theme that a headline begins with.
  private final Set<String> words = new HashSet<>();

  private HeadlineCounts() {}

  /// Parses a headline.
  static HeadlineCounts parse(String title) {
    HeadlineCounts counts = new HeadlineCounts();
    List<Token> tokens = new TokenizedText(Content.of(title, "")).title().tokens();
    List<String> digits = new ArrayList<>();
    int start = findStart(title);
    for (Token token : tokens) {
      if (token.start() >= start && token.folded().matches("\\D{" + MIN_WORD + ",}")) {
        counts.words.add(token.stem());
      }
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

  /// Returns where a headline begins behind its label or theme: `EN DIRECT, Maroc : 12 morts`.
  private static int findStart(String title) {
    Matcher theme = THEME.matcher(title);
    return theme.lookingAt() ? theme.end() : 0;
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

  /// Returns whether this headline says the same as an earlier one, but for a count that is half as
  /// high again. Headlines of two events count the same unit as well, in other words: `12 morts à
  /// Kherson`, `20 morts dans une frappe sur Odessa`.
  boolean raises(HeadlineCounts earlier) {
    Set<String> common = new HashSet<>(words);
    common.retainAll(earlier.words);
    return common.size() >= SAME_WORDS * Math.max(words.size(), earlier.words.size())
        && byUnit.entrySet().stream()
            .anyMatch(
                one -> {
                  Set<String> before = earlier.byUnit.get(one.getKey());
                  return before != null
                      && findHighest(one.getValue()) >= RISE * findHighest(before);
                });
  }

  private static double findHighest(Set<String> numbers) {
    return numbers.stream().mapToDouble(Double::parseDouble).max().orElse(0);
  }
}
