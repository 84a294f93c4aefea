package org.vigie.analysis.story;

/// An occurrence of a feature in an article: a word, a count, an actor or an event type.
///
/// @param feature the stem (`palest`), `#` and a count, `@` and an actor (`@RU`), or `=` and an
///     event type
/// @param title whether it is in the headline
/// @param name whether it has a capital within a sentence
record Sign(String feature, boolean title, boolean name) {
  boolean place() {
    return feature.charAt(0) == '@';
  }

  boolean happening() {
    return feature.charAt(0) == '=';
  }

  Sign and(Sign other) {
    return new Sign(feature, title || other.title, name || other.name);
  }
}
