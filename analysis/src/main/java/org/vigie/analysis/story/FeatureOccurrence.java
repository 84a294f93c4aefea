package org.vigie.analysis.story;

/// An occurrence of a feature in an article: a word, a count, an actor or an event type.
///
/// @param feature the stem (`palest`), `#` and a count, `@` and an actor (`@RU`), or `=` and an
///     event type
/// @param title whether it is in the headline
/// @param step whether it is in the headline behind its theme: `Guerre en Ukraine :`
/// @param name whether it has a capital within a sentence
record FeatureOccurrence(String feature, boolean title, boolean step, boolean name) {
  boolean isPlace() {
    return feature.charAt(0) == '@';
  }

  boolean isEventType() {
    return feature.charAt(0) == '=';
  }

  FeatureOccurrence merge(FeatureOccurrence other) {
    return new FeatureOccurrence(
        feature, title || other.title, step || other.step, name || other.name);
  }
}
