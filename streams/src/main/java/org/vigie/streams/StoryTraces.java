package org.vigie.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.analysis.story.Account;
import org.vigie.analysis.story.Stories;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Item;

/// Rebuilds the traces that a new version of the topology compares items with, from the archive:
/// the excerpts of recent items, by story. Memory: about 1 kB per item.
final class StoryTraces {
  private final Instant from;
  private final Map<String, Map<String, Account>> stories = new HashMap<>();

  /// @param now the current time; items that are too old for any story that can still be joined are
  ///     skipped
  StoryTraces(Instant now) {
    from = now.minus(Stories.LONGEST);
  }

  /// Adds an item, or replaces it by its newer version.
  void take(String story, Item item) {
    if (!item.seen().isBefore(from)) {
      stories.computeIfAbsent(story, id -> new LinkedHashMap<>()).put(item.id(), Account.of(item));
    }
  }

  /// The traces, ordered by the time of the last item of each story.
  List<StoryTrace> all() {
    List<StoryTrace> all = new ArrayList<>();
    stories.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Map<String, Account>> story) -> last(story))
                .thenComparing(Map.Entry::getKey))
        .forEach(story -> all.add(trace(story.getKey(), all.size(), story.getValue().values())));
    return all;
  }

  private static Instant last(Map.Entry<String, Map<String, Account>> story) {
    return story.getValue().values().stream()
        .map(Account::seen)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /// The founding item may be too old to have been collected; the oldest remaining one then takes
  /// its place.
  private static StoryTrace trace(String story, long order, Iterable<Account> told) {
    List<Account> accounts = new ArrayList<>();
    told.forEach(accounts::add);
    accounts.sort(
        Comparator.comparing((Account account) -> !account.item().equals(story))
            .thenComparing(Account::seen)
            .thenComparing(Account::item));
    StoryTrace trace = new StoryTrace(story, order, List.of(accounts.getFirst()));
    for (Account account : accounts.subList(1, accounts.size())) {
      trace = trace.with(account, order);
    }
    return trace;
  }
}
