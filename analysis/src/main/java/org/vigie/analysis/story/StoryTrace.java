package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.List;

/// The excerpts of a story that later articles are compared with. Written as JSON to a state store.
///
/// @param story story id
/// @param order sequence number of the last update; increases with every assignment
/// @param accounts excerpt of the founder, then those of the newest members, oldest first; never
///     empty
public record StoryTrace(String story, long order, List<ArticleExcerpt> accounts) {
  /// Maximum number of excerpts besides the founder's: a story may have 500 members.
  static final int MAX_NEWEST = 3;

  /// Rejects an empty list.
  public StoryTrace {
    accounts = List.copyOf(accounts);
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("story " + story + " without an account");
    }
  }

  /// Adds an excerpt, or replaces the one of the same item.
  public StoryTrace withExcerpt(ArticleExcerpt account, long nextOrder) {
    List<ArticleExcerpt> next = new ArrayList<>(accounts);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).item().equals(account.item())) {
        next.set(i, account);
        return new StoryTrace(story, nextOrder, next);
      }
    }
    next.add(account);
    if (next.size() > MAX_NEWEST + 1) {
      next.remove(1);
    }
    return new StoryTrace(story, nextOrder, next);
  }
}
