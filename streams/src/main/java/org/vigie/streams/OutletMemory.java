package org.vigie.streams;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.accept.Acceptance;
import org.vigie.analysis.accept.ItemMemory;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.analysis.accept.OutletFeeds;
import org.vigie.model.Item;

/// Rebuilds the stores of the accept stage for one partition from archived versions, with the
/// content that [Acceptance] would have stored. Memory: hashes and names, about 500 bytes per item.
final class OutletMemory {
  private final Changelogs changelogs;
  private final int partition;
  private final Map<String, List<String>> versions = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, OutletFeeds> outlets = new HashMap<>();

  OutletMemory(Changelogs changelogs, int partition) {
    this.changelogs = changelogs;
    this.partition = partition;
  }

  /// Adds a version. Versions must be added in the order of the archive.
  void take(Item item) {
    List<String> earlier = versions.getOrDefault(item.id(), List.of());
    KnownItem known = KnownItem.archived(earlier, item);
    versions.put(item.id(), known.versions());
    changelogs.put(Store.ITEMS, partition, item.id(), known);
    for (String alias : item.aliases()) {
      name(ItemMemory.nameKey(item.outlet().id(), alias), item.id());
    }
    takeFeed(item);
  }

  /// Adds a name of an item. A name that was already added keeps its item. A name that is the id of
  /// the item itself, as earlier versions of the topology stored, is skipped, because an item is
  /// found by its id anyway.
  void name(String key, String item) {
    if (!key.endsWith("\0" + item) && names.add(key)) {
      changelogs.put(Store.NAMES, partition, key, item);
    }
  }

  private void takeFeed(Item item) {
    String outlet = item.outlet().id();
    OutletFeeds before = outlets.getOrDefault(outlet, OutletFeeds.NONE);
    OutletFeeds after = before.with(item.feed(), item.fetched());
    if (after != before) {
      outlets.put(outlet, after);
      changelogs.put(Store.OUTLETS, partition, outlet, after);
    }
  }
}
