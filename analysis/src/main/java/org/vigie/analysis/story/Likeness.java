package org.vigie.analysis.story;

/// How like two accounts are.
///
/// @param cosine of the weighted features, headline counted more: 0 to 1
/// @param headlines the share of each headline's weight that the other account says anywhere, the
///     mean of both: 0 to 1
/// @param titles the cosine of the headlines alone
/// @param names weight of the names, rare words and numbers that both say
/// @param apart true where both headlines name somebody or some place, or both a foreign country,
///     and neither account says
///     what the other's headline names
/// @param hours between the two
/// @param sameOutlet whether one outlet tells both
record Likeness(
    double cosine,
    double headlines,
    double titles,
    double names,
    boolean apart,
    double hours,
    boolean sameOutlet) {

  private static final double MOST_NAMES = 30;

  /// Beyond a day and a half a further hour says nothing more.
  private static final double MOST_HOURS = 36;

  /// What speaks for one event, in logits: above 0 more likely than not.
  double logit() {
    return 2.5 * cosine
        + 5 * headlines
        + 5.5 * titles
        + 0.11 * Math.min(MOST_NAMES, names)
        - 0.1 * Math.min(MOST_HOURS, hours)
        - (apart ? 4.5 : 0)
        - (sameOutlet ? 0.7 : 0)
        - 5.2;
  }
}
