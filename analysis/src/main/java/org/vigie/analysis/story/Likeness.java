package org.vigie.analysis.story;

/// How like two accounts are.
///
/// @param headlines the share of each headline's weight that the other account says anywhere, the
///     mean of both: 0 to 1
/// @param titles the cosine of the headlines alone: 0 to 1
/// @param rarest the weight of the rarest thing that both say: the logarithm of how many stories
///     of the window there are to one that has it
/// @param happenings how many happenings both headlines tell
/// @param names what the names of the two headlines say of each other
/// @param hours between the two
/// @param sameOutlet whether one outlet tells both
record Likeness(
    double headlines,
    double titles,
    double rarest,
    int happenings,
    Names names,
    double hours,
    boolean sameOutlet) {

  /// What the names of two headlines say of each other.
  enum Names {
    /// They may tell of one event.
    AGREE,
    /// Both name somebody or some place, or both a foreign place, and neither account says what the
    /// other's headline names.
    DIFFER,
    /// Both name a foreign country, neither account says the other's, and the headlines have no
    /// name in common: one form of words, filled in for two countries.
    ELSEWHERE
  }

  /// What is met once more in a window of some thousand stories weighs so much. In a fuller one
  /// everything rare weighs more, and must not join more for that.
  private static final double MOST_RARE = 7.6;

  private static final int MOST_HAPPENINGS = 2;

  /// Beyond a day and a half a further hour says nothing more.
  private static final double MOST_HOURS = 36;

  /// What headlines that name different people or places lack.
  private static final double OTHER_NAMES = 6;

  /// What speaks for one event, in logits; how much is enough says [Crowd]. The numbers are those
  /// of a regression, see decision 0028.
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
