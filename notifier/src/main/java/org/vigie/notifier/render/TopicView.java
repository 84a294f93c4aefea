package org.vigie.notifier.render;

/// A topic as a reader sees it.
///
/// @param id the id of the topic, such as `sanctions`; empty for a match by query alone
/// @param name in the language of the reader
/// @param phase the phase that the article reports, in the language of the reader; empty if it does
///     not say
public record TopicView(String id, String name, String phase) {
  /// The name with the phase: `Sanctions (imposées)`.
  public String label() {
    return phase.isEmpty() ? name : name + " (" + phase + ")";
  }
}
