package org.vigie.analysis.story;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Memory;
import org.vigie.model.Story;

/// State of the stories. Not thread-safe.
///
/// @param places item id → id of the story it joined; a founder has no entry, its story has its id
/// @param stories story id → story, until it expires
/// @param traces story id → trace, while the story may still be joined
/// @param fade removes a trace
/// @param kept traces restored from an earlier run of the process, in any order
public record StoryMemory(
    Memory<String> places,
    Memory<Story> stories,
    Memory<StoryTrace> traces,
    Consumer<String> fade,
    Collection<StoryTrace> kept) {

  /// Creates an empty instance backed by hash maps.
  public static StoryMemory inMaps() {
    Map<String, StoryTrace> traces = new HashMap<>();
    return new StoryMemory(
        Memory.inMap(),
        Memory.inMap(),
        new Memory<>(traces::get, traces::put),
        traces::remove,
        List.of());
  }

  /// Returns the story of an item, null if it has none yet.
  @Nullable Story storyOf(String item) {
    String joined = places.get(item);
    return stories.get(joined == null ? item : joined);
  }

  void place(String item, String story) {
    if (!item.equals(story)) {
      places.put(item, story);
    }
  }

  /// Returns a story, null if the id is unknown or expired.
  @Nullable Story story(String id) {
    return stories.get(id);
  }

  void keep(Story story) {
    stories.put(story.id(), story);
  }
}
