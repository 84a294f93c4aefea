package org.vigie.analysis.accept;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first feeds through which an outlet was read. Two suffice to tell, for any feed, whether the
/// outlet was read before through another feed. Written as JSON to a state store.
///
/// @param first the first two feeds, in the order in which they were read
public record OutletFeeds(List<FirstRead> first) {
  /// The value for an outlet that was never read.
  public static final OutletFeeds NONE = new OutletFeeds(List.of());

  private static final int MAX_FEEDS = 2;

  /// Copies the list.
  public OutletFeeds {
    first = List.copyOf(first);
  }

  /// A feed and the time of its first fetch.
  public record FirstRead(String feed, Instant fetched) {}

  /// Adds a feed; returns this instance if nothing changes.
  ///
  /// @param feed null for an import, which reads no feed
  public OutletFeeds withFeed(@Nullable String feed, Instant fetched) {
    if (feed == null
        || first.size() == MAX_FEEDS
        || first.stream().anyMatch(read -> read.feed().equals(feed))) {
      return this;
    }
    List<FirstRead> more = new ArrayList<>(first);
    more.add(new FirstRead(feed, fetched));
    return new OutletFeeds(more);
  }

  /// Returns whether another feed of the outlet was read before this time.
  public boolean wasReadBefore(String feed, Instant moment) {
    return first.stream()
        .anyMatch(read -> !read.feed().equals(feed) && read.fetched().isBefore(moment));
  }
}
