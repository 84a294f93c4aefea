package org.vigie.analysis.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.vigie.model.Item;
import org.vigie.model.Origin;

/// Archived item versions as replay and backtest run them: in the order in which the press wrote
/// them, each as if it were fetched the moment it could first be read.
public final class PastItems {
  /// The order of the press: when an item could first be read, then id and version.
  public static final Comparator<Item> ORDER =
      Comparator.comparing(Item::seen).thenComparing(Item::id).thenComparing(Item::version);

  private PastItems() {}

  /// The versions before the end of a range, in order and live. Those before its start are kept:
  /// an edit within the range is compared with them, see [#decided].
  ///
  /// @param to the first moment after the range
  public static List<Item> until(Collection<Item> items, Instant to) {
    return items.stream()
        .filter(item -> item.seen().isBefore(to))
        .map(PastItems::live)
        .sorted(ORDER)
        .toList();
  }

  /// True where a version lies in the range and is decided; else it is only what an edit of it is
  /// compared with.
  public static boolean decided(Item item, Instant from) {
    return !item.seen().isBefore(from);
  }

  private static Item live(Item item) {
    return new Item(
        item.id(),
        item.version(),
        item.aliases(),
        item.outlet(),
        item.feed(),
        Origin.LIVE,
        item.content(),
        item.seen(),
        item.undated(),
        item.seen(),
        item.run());
  }
}
