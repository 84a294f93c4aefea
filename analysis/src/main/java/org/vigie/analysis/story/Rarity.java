package org.vigie.analysis.story;

import java.util.HashMap;
import java.util.Map;

/// How often features stand in the press: a table learnt once, which gives the first guess. The
/// window corrects it, see [StoryWindow]. Read-only after construction.
final class Rarity {
  private static final String FILE = "rarity.txt";

  /// How often a feature that the table lacks was met in the texts it was learnt from.
  private static final double UNKNOWN = 1.5;

  private final Map<String, Integer> counts = new HashMap<>();
  private int texts;

  private Rarity() {}

  static Rarity bundled() {
    Rarity rarity = new Rarity();
    Resource.lines(FILE).forEach(rarity::take);
    return rarity;
  }

  /// `texts 12345`, else a count and the features that were met so often.
  private void take(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("texts")) {
      texts = Integer.parseInt(words[1]);
      return;
    }
    int count = Integer.parseInt(words[0]);
    for (int i = 1; i < words.length; i++) {
      counts.put(words[i], count);
    }
  }

  /// The share of texts that have it.
  double share(String feature) {
    Integer count = counts.get(feature);
    return (count == null ? UNKNOWN : count) / texts;
  }
}
