package org.vigie.analysis.story;

/// Something a text says that may tell it apart from others: a word, a name, an actor, a happening.
///
/// @param feature the cut word (`palest`), `@` and an actor (`@RU`), or `=` and a happening
/// @param title whether the headline says it
/// @param name whether it is written with a capital inside a sentence
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
