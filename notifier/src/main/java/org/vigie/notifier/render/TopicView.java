package org.vigie.notifier.render;

/// A topic as a reader sees it.
///
/// @param id the id of the topic, such as `sanctions`; empty for a match by query alone
/// @param label its name in the language of the reader, with the phase: `Sanctions (imposées)`
public record TopicView(String id, String label) {}
