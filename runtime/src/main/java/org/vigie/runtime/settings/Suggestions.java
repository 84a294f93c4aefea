package org.vigie.runtime.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The known word that is nearest to a mistyped one.
public final class Suggestions {
  private Suggestions() {}

  /// `; did you mean 'x'?`; the empty text if no word is near.
  public static String nearest(String typed, Collection<String> words) {
    return findNearest(typed, words, Math.max(2, typed.length() / 4))
        .map(word -> "; did you mean '" + word + "'?")
        .orElse("");
  }

  /// The nearest word that differs in at most this many letters.
  public static Optional<String> findNearest(String typed, Collection<String> words, int letters) {
    return words.stream()
        .min(Comparator.comparingInt(word -> distance(typed, word)))
        .filter(word -> distance(typed, word) <= letters);
  }

  /// Levenshtein's distance.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
