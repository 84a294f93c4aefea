package org.vigie.bench;

/// One line of a report: what we do, what it is measured against, and the ratio of the two.
///
/// @param name what was measured
/// @param unit the unit of both figures, such as `items/s` or `ms`
/// @param ours our figure
/// @param against who or what the other figure belongs to
/// @param theirs the figure of the rival or limit, in the same run
/// @param better whether more or less is better
record Comparison(
    String name, String unit, double ours, String against, double theirs, Better better) {
  /// Which way is better.
  enum Better {
    /// A rate.
    MORE("more"),
    /// A time, a size.
    LESS("less");

    private final String word;

    Better(String word) {
      this.word = word;
    }

    /// The word used in the table and in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// A rate: more is better.
  static Comparison rate(String name, String unit, double ours, String against, double theirs) {
    return new Comparison(name, unit, ours, against, theirs, Better.MORE);
  }

  /// A time or size: less is better.
  static Comparison cost(String name, String unit, double ours, String against, double theirs) {
    return new Comparison(name, unit, ours, against, theirs, Better.LESS);
  }

  /// Our figure divided by theirs; NaN where theirs is 0.
  double ratio() {
    return theirs == 0 ? Double.NaN : ours / theirs;
  }
}
