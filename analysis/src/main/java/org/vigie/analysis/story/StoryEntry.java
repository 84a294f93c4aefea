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
  /// Seconds since 1970, side by side since a thousand entries are asked for each item: when its
  /// last member and its founder were seen, and the date that its founder bears.
  private final long last;

  private final long founded;
  private final long dated;

  /// Which print it was last weighed for, and what spoke for it.
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

  /// The founder itself where nobody else tells it.
  Fingerprint newest() {
    return prints.getLast();
  }

  /// The account of an item, null where it is not kept.
  @Nullable Fingerprint of(String item) {
    for (Fingerprint print : prints) {
      if (print.print.item().equals(item)) {
        return print;
      }
    }
    return null;
  }

  /// Whether it is young enough for an item; items may come late, in any order.
  ///
  /// @param seen when the item could first be read, in seconds since 1970
  /// @param itsDate the date that the item bears: what a first poll brings was all seen at once
  boolean isTimely(long seen, long itsDate) {
    return seen <= last + SINCE_LAST
        && seen <= founded + SINCE_FOUNDER
        && seen >= founded - SINCE_LAST
        && Math.abs(itsDate - dated) <= SINCE_FOUNDER;
  }

  boolean isTimely(Print print) {
    return isTimely(print.seen().getEpochSecond(), print.dated().getEpochSecond());
  }

  /// Whether nothing that is seen from `now` on may join it.
  boolean isPast(Instant now) {
    return last + SINCE_LAST < now.getEpochSecond()
        || founded + SINCE_FOUNDER < now.getEpochSecond();
  }

  /// Every feature of its accounts, once.
  Set<Feature> features() {
    Set<Feature> all = new LinkedHashSet<>();
    prints.forEach(print -> all.addAll(Arrays.asList(print.features)));
    return all;
  }
}
