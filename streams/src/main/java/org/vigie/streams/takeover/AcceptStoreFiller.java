package org.vigie.streams.takeover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.analysis.accept.KnownItemState;
import org.vigie.analysis.accept.OutletFeeds;
import org.vigie.analysis.accept.ReadingAcceptor;
import org.vigie.model.Item;
import org.vigie.streams.store.StoreDefinition;

/// Rebuilds the stores of the accept stage for one partition from archived versions, with the
/// content that [ReadingAcceptor] would have stored. Memory: 16 to 32 bytes for each name, and the
/// hashes of the items with several versions, about 300 bytes each.
final class AcceptStoreFiller {
  private final ChangelogWriter writer;
  private final int partition;
  private final Set<String> edited;
  private final Map<String, List<String>> versionsByItem = new HashMap<>();
  private final FingerprintSet writtenNames = new FingerprintSet();
  private final Map<String, OutletFeeds> feedsByOutlet = new HashMap<>();

  /// @param edited the ids of the items that have several versions in this partition of the archive
  AcceptStoreFiller(ChangelogWriter changelogs, int partition, Set<String> edited) {
    this.writer = changelogs;
    this.partition = partition;
    this.edited = Set.copyOf(edited);
  }

  /// Adds a version. Versions must be added in the order of the archive.
  void addVersion(Item item) {
    List<String> earlier = versionsByItem.getOrDefault(item.id(), List.of());
    KnownItem known = KnownItem.ofArchived(earlier, item);
    if (edited.contains(item.id())) {
      versionsByItem.put(item.id(), known.versions());
    }
    writer.write(StoreDefinition.KNOWN_ITEMS, partition, item.id(), known);
    for (String alias : item.aliases()) {
      addName(KnownItemState.aliasKey(item.outlet().id(), alias), item.id());
    }
    addFeed(item);
  }

  /// Adds a name of an item. A name that was already added keeps its item.
  void addName(String key, String item) {
    if (writtenNames.add(key)) {
      writer.write(StoreDefinition.ALIASES, partition, key, item);
    }
  }

  private void addFeed(Item item) {
    String outlet = item.outlet().id();
    OutletFeeds before = feedsByOutlet.getOrDefault(outlet, OutletFeeds.NONE);
    OutletFeeds after = before.withFeed(item.feed(), item.fetched());
    if (after != before) {
      feedsByOutlet.put(outlet, after);
      writer.write(StoreDefinition.OUTLET_FEEDS, partition, outlet, after);
    }
  }
}
