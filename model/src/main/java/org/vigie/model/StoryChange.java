package org.vigie.model;

/// What an item version changes in the story it stands in.
public enum StoryChange {
  /// It is the first to tell it.
  FOUNDED,
  /// It brings a voice that had not told it.
  VOICE,
  /// It has a topic that no member had before it.
  TOPIC,
  /// It is an edit under another headline.
  HEADLINE,
  /// It names another count of what the story had counted: 15 dead instead of 12.
  NUMBERS
}
