package org.vigie.notifier.channel.brief;

import org.vigie.model.Language;

/// The words around brief messages, by language.
///
/// @param before text before the previous headline
/// @param read text of a link to the article
/// @param oneMore says that one story is left out
/// @param more says how many stories are left out, with `%d` in place of the number
record BriefTexts(String before, String read, String oneMore, String more) {
  private static final BriefTexts ENGLISH =
      new BriefTexts("before: ", "Read the article", "… and 1 more", "… and %d more");
  private static final BriefTexts FRENCH =
      new BriefTexts("avant\u00a0: ", "Lire l’article", "… et 1 autre", "… et %d autres");

  static BriefTexts forLanguage(Language language) {
    return switch (language) {
      case EN -> ENGLISH;
      case FR -> FRENCH;
    };
  }

  /// Says how many stories are left out; empty for none.
  String describeLeftOut(int stories) {
    return switch (stories) {
      case 0 -> "";
      case 1 -> oneMore;
      default -> more.formatted(stories);
    };
  }
}
