package org.vigie.analysis.evaluate;

/// The range in which a rate lies with 95 % confidence.
public record Interval(double low, double high) {
  private static final double Z = 1.959964;

  /// Wilson's score interval of `hits` out of `trials` (E. B. Wilson, 1927).
  static Interval wilson(int hits, int trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double rate = (double) hits / trials;
    double z2 = Z * Z / trials;
    double centre = rate + z2 / 2;
    double spread = Z * Math.sqrt(rate * (1 - rate) / trials + z2 / (4.0 * trials));
    return new Interval((centre - spread) / (1 + z2), (centre + spread) / (1 + z2));
  }
}
