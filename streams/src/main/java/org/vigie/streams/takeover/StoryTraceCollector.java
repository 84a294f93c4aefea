package org.vigie.streams.takeover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.analysis.story.ArticleExcerpt;
import org.vigie.analysis.story.StoryAssigner;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Item;

/// Rebuilds the traces that a new version of the topology compares items with, from the archive:
/// the excerpts of recent items, by story. Memory: about 1 kB per item.
final class StoryTraceCollector {
  private final Instant earliest;
  private final Map<String, Map<String, ArticleExcerpt>> excerptsByStory = new HashMap<>();

  /// @param now the current time; items that are too old for any story that can still be joined are
  ///     skipped
  StoryTraceCollector(Instant now) {
    earliest = now.minus(StoryAssigner.MAX_JOINABLE_AGE);
  }

  /// Adds an item, or replaces it by its newer version.
  void addItem(String story, Item item) {
    if (!item.seen().isBefore(earliest)) {
      excerptsByStory
          .computeIfAbsent(story, id -> new LinkedHashMap<>())
          .put(item.id(), ArticleExcerpt.of(item));
    }
  }

  /// The traces, ordered by the time of the last item of each story.
  List<StoryTrace> buildTraces() {
    List<StoryTrace> all = new ArrayList<>();
    excerptsByStory.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Map<String, ArticleExcerpt>> story) -> findLastSeen(story))
                .thenComparing(Map.Entry::getKey))
        .forEach(
            story -> all.add(buildTrace(story.getKey(), all.size(), story.getValue().values())));
    return all;
  }

  private static Instant findLastSeen(Map.Entry<String, Map<String, ArticleExcerpt>> story) {
    return story.getValue().values().stream()
        .map(ArticleExcerpt::seen)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /// The founding item may be too old to have been collected; the oldest remaining one then takes
  /// its place.
  private static StoryTrace buildTrace(
      String story, long order, Iterable<ArticleExcerpt> collected) {
    List<ArticleExcerpt> excerpts = new ArrayList<>();
    collected.forEach(excerpts::add);
    excerpts.sort(
        Comparator.comparing((ArticleExcerpt excerpt) -> !excerpt.item().equals(story))
            .thenComparing(ArticleExcerpt::seen)
            .thenComparing(ArticleExcerpt::item));
    StoryTrace trace = new StoryTrace(story, order, List.of(excerpts.getFirst()));
    for (ArticleExcerpt excerpt : excerpts.subList(1, excerpts.size())) {
      trace = trace.withExcerpt(excerpt, order);
    }
    return trace;
  }
}
