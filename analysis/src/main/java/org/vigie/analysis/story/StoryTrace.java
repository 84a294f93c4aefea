package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.List;

/// What is kept of a story so that later articles can be compared with it.
///
/// @param story the story id
/// @param order counts placements; the story that was told last has the highest
/// @param accounts the founder's, then the newest ones, oldest first; never empty
public record StoryTrace(String story, long order, List<Account> accounts) {
  /// Accounts beside the founder's: a story may have a thousand members.
  static final int NEWEST = 3;

  /// Refuses a story that nobody tells.
  public StoryTrace {
    accounts = List.copyOf(accounts);
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("story " + story + " without an account");
    }
  }

  /// With a further account, or with a new version of one that is kept.
  public StoryTrace with(Account account, long nextOrder) {
    List<Account> next = new ArrayList<>(accounts);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).item().equals(account.item())) {
        next.set(i, account);
        return new StoryTrace(story, nextOrder, next);
      }
    }
    next.add(account);
    if (next.size() > NEWEST + 1) {
      next.remove(1);
    }
    return new StoryTrace(story, nextOrder, next);
  }
}
