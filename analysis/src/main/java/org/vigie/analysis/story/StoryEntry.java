package org.vigie.analysis.story;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A story of the window.
final class StoryEntry {
  private static final long SINCE_LAST = StoryWindow.SINCE_LAST.toSeconds();
  private static final long SINCE_FOUNDER = StoryWindow.SINCE_FOUNDER.toSeconds();

  final String story;
  private final long order;
  final List<Fingerprint> prints;
  /// Times in seconds since the epoch: when the last member and the founder were seen, and the date
  /// of the founder. Held as plain fields, since a thousand entries are checked for each item.
  private final long last;

  private final long founded;
  private final long dated;

  /// The number of the last query that reached this entry, and the total weight of the features
  /// shared with it.
  long weighed;

  double votes;

  StoryEntry(String story, long order, List<Fingerprint> prints) {
    this.story = story;
    this.order = order;
    this.prints = prints;
    last = prints.stream().mapToLong(p -> p.print.seen().getEpochSecond()).max().orElseThrow();
    founded = founder().print.seen().getEpochSecond();
    dated = founder().print.dated().getEpochSecond();
  }

  long order() {
    return order;
  }

  Fingerprint founder() {
    return prints.getFirst();
  }

  /// Returns the newest member; the founder if there is no other.
  Fingerprint newest() {
    return prints.getLast();
  }

  /// Returns the features of an item, null if they are not kept.
  @Nullable Fingerprint of(String item) {
    for (Fingerprint print : prints) {
      if (print.print.item().equals(item)) {
        return print;
      }
    }
    return null;
  }

  /// Returns whether an item is close enough in time to join. Items may arrive late and in any
  /// order.
  ///
  /// @param seen when the item could first be read, in seconds since the epoch
  /// @param itsDate date of the item in seconds since the epoch; all items of a first poll have one
  ///     `seen`
  boolean isTimely(long seen, long itsDate) {
    return seen <= last + SINCE_LAST
        && seen <= founded + SINCE_FOUNDER
        && seen >= founded - SINCE_LAST
        && Math.abs(itsDate - dated) <= SINCE_FOUNDER;
  }

  boolean isTimely(Print print) {
    return isTimely(print.seen().getEpochSecond(), print.dated().getEpochSecond());
  }

  /// Returns whether nothing seen from `now` on may join.
  boolean isPast(Instant now) {
    return last + SINCE_LAST < now.getEpochSecond()
        || founded + SINCE_FOUNDER < now.getEpochSecond();
  }

  /// Returns the distinct features of all members.
  Set<Feature> features() {
    Set<Feature> all = new LinkedHashSet<>();
    prints.forEach(print -> all.addAll(Arrays.asList(print.features)));
    return all;
  }
}
