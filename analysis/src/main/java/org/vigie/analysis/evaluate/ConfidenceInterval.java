package org.vigie.analysis.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The 95 % confidence interval of a rate.
public record ConfidenceInterval(double low, double high) {
  private static final double Z = 1.959964;
  private static final int DRAWS = 1000;
  private static final long SEED = 20250808;

  /// Computes Wilson's score interval of `hits` out of `trials` (E. B. Wilson, 1927).
  static ConfidenceInterval ofProportion(int hits, int trials) {
    if (trials == 0) {
      return new ConfidenceInterval(0, 1);
    }
    double rate = (double) hits / trials;
    double z2 = Z * Z / trials;
    double centre = rate + z2 / 2;
    double spread = Z * Math.sqrt(rate * (1 - rate) / trials + z2 / (4.0 * trials));
    return new ConfidenceInterval((centre - spread) / (1 + z2), (centre + spread) / (1 + z2));
  }

  /// Computes the interval of the F1 of all items by the percentile bootstrap (B. Efron, 1979):
  /// samples of the same size are drawn with replacement. A fixed seed gives the same interval for
  /// the same items.
  static ConfidenceInterval bootstrapF1(List<ConfusionCounts> byItem) {
    return byItem.isEmpty() ? new ConfidenceInterval(0, 1) : ofDrawn(drawF1(byItem));
  }

  /// Computes the interval of the difference that other decisions on the same items make to the F1,
  /// from the same samples of both.
  static ConfidenceInterval bootstrapF1Gain(
      List<ConfusionCounts> before, List<ConfusionCounts> after) {
    double[] gains = drawF1(after);
    double[] lost = drawF1(before);
    Arrays.setAll(gains, draw -> gains[draw] - lost[draw]);
    return ofDrawn(gains);
  }

  private static double[] drawF1(List<ConfusionCounts> byItem) {
    Random random = new Random(SEED);
    double[] drawn = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      int found = 0;
      int alarms = 0;
      int overlooked = 0;
      for (int i = 0; i < byItem.size(); i++) {
        ConfusionCounts score = byItem.get(random.nextInt(byItem.size()));
        found += score.truePositives();
        alarms += score.falsePositives();
        overlooked += score.falseNegatives();
      }
      drawn[draw] = new ConfusionCounts(found, alarms, overlooked).f1();
    }
    return drawn;
  }

  private static ConfidenceInterval ofDrawn(double[] drawn) {
    Arrays.sort(drawn);
    return new ConfidenceInterval(drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]);
  }
}
