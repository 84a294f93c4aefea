package org.vigie.analysis.accept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Through which feeds an outlet was read first: enough to tell, for any feed, whether the outlet
/// had been read before by another one.
///
/// @param first the first two feeds, in the order in which they were met
public record OutletFeeds(List<FirstRead> first) {
  /// An outlet that was never read.
  public static final OutletFeeds NONE = new OutletFeeds(List.of());

  private static final int ENOUGH = 2;

  /// Copies the list.
  public OutletFeeds {
    first = List.copyOf(first);
  }

  /// A feed and when it was first read.
  public record FirstRead(String feed, Instant fetched) {}

  /// The same with one more feed; itself where that adds nothing.
  ///
  /// @param feed null for an import, which reads no feed
  public OutletFeeds with(@Nullable String feed, Instant fetched) {
    if (feed == null
        || first.size() == ENOUGH
        || first.stream().anyMatch(read -> read.feed().equals(feed))) {
      return this;
    }
    List<FirstRead> more = new ArrayList<>(first);
    more.add(new FirstRead(feed, fetched));
    return new OutletFeeds(more);
  }

  /// True where another feed of the outlet was read before this moment.
  public boolean readBefore(String feed, Instant moment) {
    return first.stream()
        .anyMatch(read -> !read.feed().equals(feed) && read.fetched().isBefore(moment));
  }
}
