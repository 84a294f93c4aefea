package org.vigie.analysis.story;

/// Measures of the similarity of two articles.
///
/// @param lowerOverlap weight share of a headline's features that occur anywhere in the other
///     article, for the headline with the lower share: 0 to 1
/// @param higherOverlap the same for the other headline: 0 to 1
/// @param textCosine cosine similarity of headlines and leads: 0 to 1
/// @param rarestWeight weight of the rarest common feature, see [StoryWindow]
/// @param differentEventTypes number of event types in one headline only
/// @param nameRelation relation of the names in the two headlines
/// @param hoursApart hours between the two articles
/// @param comment whether one of them explains or comments
record ArticleSimilarity(
    double lowerOverlap,
    double higherOverlap,
    double textCosine,
    double rarestWeight,
    int differentEventTypes,
    NameRelation nameRelation,
    double hoursApart,
    boolean comment) {

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

  private static final int MAX_EVENT_TYPES = 4;

  /// Maximum number of hours: beyond a day and a half a further hour adds no information.
  private static final double MAX_HOURS = 36;

  /// Penalty for headlines that name different people or places.
  private static final double DIFFERENT_NAMES_PENALTY = 6;

  /// Penalty for a comment: it is as similar to the event's reports as they are to each other.
  private static final double COMMENT_PENALTY = 1;

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
    return 7.4 * lowerOverlap
        + 2.6 * higherOverlap
        + 3.9 * textCosine
        + 0.42 * Math.min(MAX_RAREST_WEIGHT, rarestWeight)
        - 0.33 * Math.min(MAX_EVENT_TYPES, differentEventTypes)
        - 0.06 * Math.min(MAX_HOURS, hoursApart)
        - (comment ? COMMENT_PENALTY : 0);
  }
}
