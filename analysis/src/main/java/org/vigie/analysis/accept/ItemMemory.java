package org.vigie.analysis.accept;

import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Memory;

/// State of the items and feeds of outlets. Not thread-safe.
///
/// @param names [#nameKey] of an alias → item id; the item id itself has no entry
/// @param items item id → known item
/// @param outlets outlet id → the first feeds of the outlet
public record ItemMemory(
    Memory<String> names, Memory<KnownItem> items, Memory<OutletFeeds> outlets) {
  /// Creates an empty instance backed by hash maps.
  public static ItemMemory inMaps() {
    return new ItemMemory(Memory.inMap(), Memory.inMap(), Memory.inMap());
  }

  /// Returns the key of an alias of an outlet. An outlet id cannot contain the separator U+0000.
  public static String nameKey(String outlet, String name) {
    return outlet + "\0" + name;
  }

  /// Returns the id of the item of an outlet with this alias, null if there is none.
  @Nullable String named(String outlet, String alias) {
    return names.get(nameKey(outlet, alias));
  }

  void name(String outlet, String alias, String item) {
    names.put(nameKey(outlet, alias), item);
  }

  @Nullable KnownItem item(String id) {
    return items.get(id);
  }

  void keep(KnownItem item) {
    items.put(item.last().id(), item);
  }

  /// Returns the first feeds of an outlet, [OutletFeeds#NONE] if it was never read.
  OutletFeeds feeds(String outlet) {
    OutletFeeds feeds = outlets.get(outlet);
    return feeds == null ? OutletFeeds.NONE : feeds;
  }

  void keep(String outlet, OutletFeeds feeds) {
    outlets.put(outlet, feeds);
  }
}
