package org.vigie.analysis.story;

import java.util.HashMap;
import java.util.Map;
import org.vigie.analysis.text.BundledLines;

/// Frequencies of features in the press, measured once and bundled as a table. They are the first
/// estimate that [StoryWindow] corrects. Immutable after construction.
final class FeatureFrequencies {
  private static final String FILE = "rarity.txt";

  /// Assumed count of a feature that is missing from the table.
  private static final double UNKNOWN_COUNT = 1.5;

  private final Map<String, Integer> counts = new HashMap<>();
  private int texts;

  private FeatureFrequencies() {}

  static FeatureFrequencies bundled() {
    FeatureFrequencies rarity = new FeatureFrequencies();
    BundledLines.read(FeatureFrequencies.class, FILE).forEach(rarity::parseLine);
    return rarity;
  }

  /// Parses a line: `texts` and the number of texts, or a count and the features with that count.
  private void parseLine(String line) {
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

  /// Returns the share of texts that contain the feature.
  double shareOf(String feature) {
    Integer count = counts.get(feature);
    return (count == null ? UNKNOWN_COUNT : count) / texts;
  }
}
