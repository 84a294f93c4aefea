package org.vigie.analysis.story;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A story of the window.
final class StoryEntry {
  final String story;
  private final long order;
  final List<Fingerprint> prints;
  private final Instant last;

  /// Which print it was last weighed for, and what spoke for it.
  long weighed;

  double votes;

  StoryEntry(String story, long order, List<Fingerprint> prints) {
    this.story = story;
    this.order = order;
    this.prints = prints;
    last = prints.stream().map(print -> print.print.seen()).max(Instant::compareTo).orElseThrow();
  }

  long order() {
    return order;
  }

  Fingerprint founder() {
    return prints.getFirst();
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

  /// When its last member could first be read.
  Instant last() {
    return last;
  }

  /// Whether nothing that is seen from `now` on may join it.
  boolean isPast(Instant now) {
    return last.plus(StoryWindow.SINCE_LAST).isBefore(now)
        || founder().print.seen().plus(StoryWindow.SINCE_FOUNDER).isBefore(now);
  }

  /// Every feature of its accounts, once.
  Set<Feature> features() {
    Set<Feature> all = new LinkedHashSet<>();
    prints.forEach(print -> all.addAll(Arrays.asList(print.features)));
    return all;
  }
}
