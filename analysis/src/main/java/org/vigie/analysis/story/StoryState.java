package org.vigie.analysis.story;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.KeyedState;
import org.vigie.model.Story;

/// State of the stories. Not thread-safe.
///
/// @param storyIds item id → id of the story it joined; a founder has no entry, its story has its
/// id
/// @param stories story id → story, until it expires
/// @param traces story id → trace, while the story may still be joined
/// @param deleteTrace removes a trace
/// @param restoredTraces traces restored from an earlier run of the process, in any order
public record StoryState(
    KeyedState<String> storyIds,
    KeyedState<Story> stories,
    KeyedState<StoryTrace> traces,
    Consumer<String> deleteTrace,
    Collection<StoryTrace> restoredTraces) {

  /// Creates an empty instance backed by hash maps.
  public static StoryState inMaps() {
    Map<String, StoryTrace> traces = new HashMap<>();
    return new StoryState(
        KeyedState.inMap(),
        KeyedState.inMap(),
        new KeyedState<>(traces::get, traces::put),
        traces::remove,
        List.of());
  }

  /// Returns the story of an item, null if it has none yet.
  @Nullable Story findStoryOf(String item) {
    String joined = storyIds.get(item);
    return stories.get(joined == null ? item : joined);
  }

  void putStoryId(String item, String story) {
    if (!item.equals(story)) {
      storyIds.put(item, story);
    }
  }

  /// Returns a story, null if the id is unknown or expired.
  @Nullable Story findStory(String id) {
    return stories.get(id);
  }

  void putStory(Story story) {
    stories.put(story.id(), story);
  }
}
