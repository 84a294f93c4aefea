package org.vigie.analysis.story;

/// How many people, places and countries headlines name.
final class NameCount {
  private int all;
  private int places;
  private int countries;

  void add(Feature feature) {
    all++;
    places += feature.isForeign() ? 1 : 0;
    countries += feature.isForeign() && feature.isCountry() ? 1 : 0;
  }

  /// @param one what one headline names
  /// @param strange what the other names and the first account does not say
  /// @param known what either names and the other account says
  /// @param namesake whether one name stands in both headlines
  static Likeness.Names compared(
      NameCount one, NameCount strange, NameCount known, boolean namesake) {
    if (known.countries == 0 && one.countries > 0 && strange.countries > 0 && !namesake) {
      return Likeness.Names.ELSEWHERE;
    }
    boolean others = known.all == 0 && one.all > 0 && strange.all > 0;
    boolean otherPlaces = known.places == 0 && one.places > 0 && strange.places > 0;
    return others || otherPlaces ? Likeness.Names.DIFFER : Likeness.Names.AGREE;
  }
}
