package org.vigie.analysis.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.vigie.model.Item;
import org.vigie.model.Origin;

/// Prepares archived item versions for replay and backtest: sorted by `seen`, and with `seen` as
/// their fetch time.
public final class PastItems {
  /// Order of replay: `seen`, then item id, then version.
  public static final Comparator<Item> ORDER =
      Comparator.comparing(Item::seen).thenComparing(Item::id).thenComparing(Item::version);

  private PastItems() {}

  /// Returns the versions before the end of a range, sorted and marked as live. Versions before its
  /// start are included, since edits within the range are compared with them, see [#isInRange].
  ///
  /// @param to end of the range, exclusive
  public static List<Item> selectUntil(Collection<Item> items, Instant to) {
    return items.stream()
        .map(PastItems::toLive)
        .filter(item -> item.seen().isBefore(to))
        .sorted(ORDER)
        .toList();
  }

  /// Returns whether a version lies in the range and is decided; an earlier version serves only for
  /// comparison with its edits.
  public static boolean isInRange(Item item, Instant from) {
    return !item.seen().isBefore(from);
  }

  static Item toLive(Item item) {
    return toLive(item, item.seen());
  }

  /// An item of a first poll could be read since it was published.
  static Item toLiveWhenPublished(Item item) {
    Instant published = item.content().published();
    return item.origin() == Origin.FIRST_POLL
            && published != null
            && published.isBefore(item.seen())
        ? toLive(item, published)
        : toLive(item);
  }

  private static Item toLive(Item item, Instant seen) {
    return item.withOrigin(Origin.LIVE).withSeen(seen).withFetched(seen);
  }
}
