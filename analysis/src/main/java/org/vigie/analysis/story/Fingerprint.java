package org.vigie.analysis.story;

/// An account in the form in which it is compared: its features are those of the window. Some 400
/// bytes, since a hundred thousand are kept.
///
/// @param print what it says, without its signs
/// @param features in the order of the text
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

  /// Whether the headline names an actor, a person or a place by it.
  boolean isTitleName(int i) {
    return inTitle(i) && (isName(i) || features[i].isPlace());
  }

  boolean isName(int i) {
    return (marks[i] & NAME) != 0;
  }
}
