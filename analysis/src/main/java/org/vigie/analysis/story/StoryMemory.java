package org.vigie.analysis.story;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Memory;
import org.vigie.model.Story;

/// What is remembered of stories. Used by one thread at a time.
///
/// @param places item id → id of the story it has joined; a founder stands in the story of its own
///     id and has no entry
/// @param stories story id → story, as long as it is remembered
/// @param traces story id → what later items are compared with, while it may still be joined
/// @param fade forgets a trace
/// @param kept the traces that were left by an earlier life of the process, in any order
public record StoryMemory(
    Memory<String> places,
    Memory<Story> stories,
    Memory<StoryTrace> traces,
    Consumer<String> fade,
    Collection<StoryTrace> kept) {

  /// An empty one in this process.
  public static StoryMemory inMaps() {
    Map<String, StoryTrace> traces = new HashMap<>();
    return new StoryMemory(
        Memory.inMap(),
        Memory.inMap(),
        new Memory<>(traces::get, traces::put),
        traces::remove,
        List.of());
  }

  /// The story an item stands in, null where it has none yet.
  @Nullable Story storyOf(String item) {
    String joined = places.get(item);
    return stories.get(joined == null ? item : joined);
  }

  void place(String item, String story) {
    if (!item.equals(story)) {
      places.put(item, story);
    }
  }

  /// A story, null where the id is unknown or forgotten.
  @Nullable Story story(String id) {
    return stories.get(id);
  }

  void keep(Story story) {
    stories.put(story.id(), story);
  }
}
