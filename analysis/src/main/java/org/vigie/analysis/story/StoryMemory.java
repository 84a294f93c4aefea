package org.vigie.analysis.story;

import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Memory;
import org.vigie.model.Story;

/// What is remembered of stories. Used by one thread at a time.
///
/// @param places item id → id of the story it stands in
/// @param stories story id → story, as long as it is remembered
public record StoryMemory(Memory<String> places, Memory<Story> stories) {
  /// An empty one in this process.
  public static StoryMemory inMaps() {
    return new StoryMemory(Memory.inMap(), Memory.inMap());
  }

  /// The id of the story an item stands in, null where it has none yet.
  @Nullable String storyOf(String item) {
    return places.get(item);
  }

  void place(String item, String story) {
    places.put(item, story);
  }

  /// A story, null where the id is unknown or forgotten.
  @Nullable Story story(String id) {
    return stories.get(id);
  }

  void keep(Story story) {
    stories.put(story.id(), story);
  }
}
