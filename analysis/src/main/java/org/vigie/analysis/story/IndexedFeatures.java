package org.vigie.analysis.story;

/// The features of an article with the posting lists of the window. Uses some 400 bytes, since a
/// hundred thousand are kept.
///
/// @param print features of the article without their occurrences
/// @param features posting lists in the order of the text
/// @param marks for each feature [#TITLE] and [#NAME]
final class IndexedFeatures {
  static final int TITLE_FLAG = 1;
  static final int NAME_FLAG = 2;
  static final int STEP_FLAG = 4;

  final ArticleFeatures article;
  final FeaturePostings[] features;
  final byte[] flags;

  IndexedFeatures(ArticleFeatures print, FeaturePostings[] features) {
    this.article = print.withoutOccurrences();
    this.features = features;
    flags = new byte[features.length];
    for (int i = 0; i < flags.length; i++) {
      FeatureOccurrence sign = print.occurrences().get(i);
      flags[i] =
          (byte)
              ((sign.title() ? TITLE_FLAG : 0)
                  | (sign.step() ? STEP_FLAG : 0)
                  | (sign.name() ? NAME_FLAG : 0));
    }
  }

  boolean inTitle(int i) {
    return (flags[i] & TITLE_FLAG) != 0;
  }

  /// Returns whether a feature is in the headline behind its theme.
  boolean inStep(int i) {
    return (flags[i] & STEP_FLAG) != 0;
  }

  /// Returns whether a feature is an actor, a person or a place named in the headline.
  boolean isTitleName(int i) {
    return inTitle(i) && (isName(i) || features[i].isPlace());
  }

  boolean isName(int i) {
    return (flags[i] & NAME_FLAG) != 0;
  }
}
