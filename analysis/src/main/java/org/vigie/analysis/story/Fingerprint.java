package org.vigie.analysis.story;

/// The features of an article with the posting lists of the window. Uses some 400 bytes, since a
/// hundred thousand are kept.
///
/// @param print features of the article without their occurrences
/// @param features posting lists in the order of the text
/// @param marks for each feature [#TITLE] and [#NAME]
final class Fingerprint {
  static final int TITLE = 1;
  static final int NAME = 2;

  final Print print;
  final Feature[] features;
  final byte[] marks;

  Fingerprint(Print print, Feature[] features) {
    this.print = print.withoutSigns();
    this.features = features;
    marks = new byte[features.length];
    for (int i = 0; i < marks.length; i++) {
      Sign sign = print.signs().get(i);
      marks[i] = (byte) ((sign.title() ? TITLE : 0) | (sign.name() ? NAME : 0));
    }
  }

  boolean inTitle(int i) {
    return (marks[i] & TITLE) != 0;
  }

  /// Returns whether a feature is an actor, a person or a place named in the headline.
  boolean isTitleName(int i) {
    return inTitle(i) && (isName(i) || features[i].isPlace());
  }

  boolean isName(int i) {
    return (marks[i] & NAME) != 0;
  }
}
