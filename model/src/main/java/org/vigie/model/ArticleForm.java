package org.vigie.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What kind of text an article is.
public enum ArticleForm {
  /// A report of something that happened; every article that nothing shows to be something else.
  NEWS("news"),
  /// A page that its outlet rewrites for as long as an event lasts, see [LivePages].
  LIVE("live"),
  /// Opinion, column, editorial or interview.
  OPINION("opinion"),
  /// Background: analysis, report from the scene, inquiry, portrait, questions and answers.
  ANALYSIS("analysis"),
  /// Many events in one text: the news of a day, a newsletter, a press review.
  ROUNDUP("roundup"),
  /// The page of a topic, which collects articles.
  DOSSIER("dossier"),
  /// Video, podcast, or the page of a programme.
  MEDIA("media"),
  /// Pictures with few words.
  PICTURE("picture");

  /// The forms that a subscription takes unless it says otherwise.
  public static final Set<ArticleForm> USUAL =
      Collections.unmodifiableSet(EnumSet.range(NEWS, ANALYSIS));

  private final String jsonName;

  ArticleForm(String word) {
    this.jsonName = word;
  }

  /// Returns whether an article of this form reports what happens: news or a live page.
  public boolean isReport() {
    return this == NEWS || this == LIVE;
  }

  /// The word used in JSON.
  @Override
  public String toString() {
    return jsonName;
  }
}
