package org.vigie.bench;

/// One line of a report: a figure of Vigie, the figure it is compared with, and their ratio. The
/// component names are the JSON form of a report.
///
/// @param name what was measured
/// @param unit the unit of both figures, such as `items/s` or `ms`
/// @param ours the figure of Vigie
/// @param against the baseline or limit that the other figure belongs to
/// @param theirs the figure of the baseline or limit, from the same run
/// @param better whether more or less is better
/// @param load the load average of the last minute when the line was made, negative if the system
///     has none
record BenchmarkResult(
    String name,
    String unit,
    double ours,
    String against,
    double theirs,
    Better better,
    double load) {
  /// Which direction is better.
  enum Better {
    /// More is better, as for a rate.
    MORE("more"),
    /// Less is better, as for a time or size.
    LESS("less");

    private final String label;

    Better(String word) {
      this.label = word;
    }

    /// The word used in the table and in JSON.
    @Override
    public String toString() {
      return label;
    }
  }

  /// Creates a result where more is better, such as a rate.
  static BenchmarkResult rate(
      String name, String unit, double ours, String against, double theirs) {
    return new BenchmarkResult(
        name, unit, ours, against, theirs, Better.MORE, BenchmarkReport.readLoad());
  }

  /// Creates a result where less is better, such as a time or size.
  static BenchmarkResult cost(
      String name, String unit, double ours, String against, double theirs) {
    return new BenchmarkResult(
        name, unit, ours, against, theirs, Better.LESS, BenchmarkReport.readLoad());
  }

  /// The figure of Vigie divided by the other one; NaN if the latter is 0.
  double ratio() {
    return theirs == 0 ? Double.NaN : ours / theirs;
  }
}
