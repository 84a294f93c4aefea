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

/// What a new version of the topology compares items with, gathered from the archive: the accounts
/// of the items that are young enough, by story. Memory: some 1 kB for each of them.
final class StoryTraces {
  private final Instant from;
  private final Map<String, Map<String, Account>> stories = new HashMap<>();

  /// @param now items that no story of this moment may still be joined for are passed over
  StoryTraces(Instant now) {
    from = now.minus(Stories.LONGEST);
  }

  /// Takes an item in, or its newer version.
  void take(String story, Item item) {
    if (!item.seen().isBefore(from)) {
      stories.computeIfAbsent(story, id -> new LinkedHashMap<>()).put(item.id(), Account.of(item));
    }
  }

  /// The traces, in the order in which the stories were told last.
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

  /// The founder may be older than what is gathered; then the eldest that is left stands for it.
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
