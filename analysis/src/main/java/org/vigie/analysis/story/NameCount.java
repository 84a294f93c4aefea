package org.vigie.analysis.story;

/// Counts of the people, places and countries that headlines name.
final class NameCount {
  private int all;
  private int places;
  private int countries;

  void add(FeaturePostings feature) {
    all++;
    places += feature.isForeign() ? 1 : 0;
    countries += feature.isForeign() && feature.isCountry() ? 1 : 0;
  }

  /// Compares the names of two headlines.
  ///
  /// @param one names in one headline
  /// @param strange names in the other headline that the first article does not contain
  /// @param known names in either headline that the other article contains
  /// @param namesake whether a name is in both headlines
  static ArticleSimilarity.NameRelation compareNames(
      NameCount one, NameCount strange, NameCount known, boolean namesake) {
    if (known.countries == 0 && one.countries > 0 && strange.countries > 0 && !namesake) {
      return ArticleSimilarity.NameRelation.ELSEWHERE;
    }
    boolean others = known.all == 0 && one.all > 0 && strange.all > 0;
    boolean otherPlaces = known.places == 0 && one.places > 0 && strange.places > 0;
    return others || otherPlaces
        ? ArticleSimilarity.NameRelation.DIFFER
        : ArticleSimilarity.NameRelation.AGREE;
  }
}
