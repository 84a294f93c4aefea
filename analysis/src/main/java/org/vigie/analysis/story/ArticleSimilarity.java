package org.vigie.analysis.story;

/// Measures of the similarity of two articles.
///
/// @param headlineOverlap weight share of each headline's features that occur anywhere in the other
///     article, mean of both directions: 0 to 1
/// @param titleCosine cosine similarity of the headlines: 0 to 1
/// @param rarestWeight weight of the rarest common feature: logarithm of the number of stories of
///     the window per story with the feature
/// @param sharedEventTypes number of event types common to both headlines
/// @param nameRelation relation of the names in the two headlines
/// @param hoursApart hours between the two articles
/// @param sameOutlet whether both are of one outlet
record ArticleSimilarity(
    double headlineOverlap,
    double titleCosine,
    double rarestWeight,
    int sharedEventTypes,
    NameRelation nameRelation,
    double hoursApart,
    boolean sameOutlet) {

  /// Relation of the names in two headlines.
  enum NameRelation {
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
  private static final double MAX_RAREST_WEIGHT = 7.6;

  private static final int MAX_EVENT_TYPES = 2;

  /// Maximum number of hours: beyond a day and a half a further hour adds no information.
  private static final double MAX_HOURS = 36;

  /// Penalty for headlines that name different people or places.
  private static final double DIFFERENT_NAMES_PENALTY = 6;

  /// Computes the log-odds (logits) that both articles report one event; [AdaptiveThreshold]
  /// computes the threshold. The coefficients were fitted by regression, see decision 0024.
  double computeStrength() {
    return switch (nameRelation) {
      case AGREE -> computeBaseStrength();
      case DIFFER -> computeBaseStrength() - DIFFERENT_NAMES_PENALTY;
      case ELSEWHERE -> Double.NEGATIVE_INFINITY;
    };
  }

  private double computeBaseStrength() {
    return 6.8 * headlineOverlap
        + 4.7 * titleCosine
        + 1.1 * Math.min(MAX_RAREST_WEIGHT, rarestWeight)
        + 1.3 * Math.min(MAX_EVENT_TYPES, sharedEventTypes)
        - 0.06 * Math.min(MAX_HOURS, hoursApart)
        - (sameOutlet ? 1 : 0);
  }
}
