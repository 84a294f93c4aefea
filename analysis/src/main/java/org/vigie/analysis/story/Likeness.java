package org.vigie.analysis.story;

/// Measures of the similarity of two articles.
///
/// @param headlines weight share of each headline's features that occur anywhere in the other
///     article, mean of both directions: 0 to 1
/// @param titles cosine similarity of the headlines: 0 to 1
/// @param rarest weight of the rarest common feature: logarithm of the number of stories of the
///     window per story with the feature
/// @param happenings number of event types common to both headlines
/// @param names relation of the names in the two headlines
/// @param hours hours between the two articles
/// @param sameOutlet whether both are of one outlet
record Likeness(
    double headlines,
    double titles,
    double rarest,
    int happenings,
    Names names,
    double hours,
    boolean sameOutlet) {

  /// Relation of the names in two headlines.
  enum Names {
    /// The names allow that both report one event.
    AGREE,
    /// Both headlines have names, or both have foreign places, and neither article contains what
    /// the other headline names.
    DIFFER,
    /// Both headlines name a foreign country, neither article contains the other's, and the
    /// headlines have no name in common: one template, filled in for two countries.
    ELSEWHERE
  }

  /// Maximum weight of the rarest feature: that of one which occurs once more in a window of some
  /// thousand stories. In a larger window every rare feature weighs more, which must not join more.
  private static final double MOST_RARE = 7.6;

  private static final int MOST_HAPPENINGS = 2;

  /// Maximum number of hours: beyond a day and a half a further hour adds no information.
  private static final double MOST_HOURS = 36;

  /// Penalty for headlines that name different people or places.
  private static final double OTHER_NAMES = 6;

  /// Computes the log-odds (logits) that both articles report one event; [Crowd] computes the
  /// threshold. The coefficients were fitted by regression, see decision 0024.
  double strength() {
    return switch (names) {
      case AGREE -> words();
      case DIFFER -> words() - OTHER_NAMES;
      case ELSEWHERE -> Double.NEGATIVE_INFINITY;
    };
  }

  private double words() {
    return 6.8 * headlines
        + 4.7 * titles
        + 1.1 * Math.min(MOST_RARE, rarest)
        + 1.3 * Math.min(MOST_HAPPENINGS, happenings)
        - 0.06 * Math.min(MOST_HOURS, hours)
        - (sameOutlet ? 1 : 0);
  }
}
