package org.vigie.analysis.story;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Story;

/// What is remembered of stories. Used by one thread at a time.
public interface StoryMemory {
  /// The id of the story an item stands in, null where it has none yet.
  @Nullable String storyOf(String item);

  /// Remembers where an item stands.
  void place(String item, String story);

  /// A story, null where the id is unknown or forgotten.
  @Nullable Story story(String id);

  /// Remembers a story in place of what was known of it.
  void keep(Story story);
}
