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

/// What the outlets of one partition have published, as [Acceptance] would have learnt it from
/// them. Memory: hashes and names, some 500 bytes an item.
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

  /// Takes in a version, in the order of the archive.
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

  /// Takes in a name of an item; one that is known already stands for what it stood for. Earlier
  /// versions named an item by its id, too, under which it is found anyway.
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
