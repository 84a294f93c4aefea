package org.vigie.analysis.accept;

import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Memory;

/// What is remembered of the articles of outlets. Used by one thread at a time.
///
/// @param names [#nameKey] of an article's alias → item id; the id itself has no entry
/// @param items item id → what is known of it
/// @param outlets outlet id → its first feeds
public record ItemMemory(
    Memory<String> names, Memory<KnownItem> items, Memory<OutletFeeds> outlets) {
  /// An empty one in this process.
  public static ItemMemory inMaps() {
    return new ItemMemory(Memory.inMap(), Memory.inMap(), Memory.inMap());
  }

  /// The key of an article's alias. An outlet id cannot hold the separator.
  public static String nameKey(String outlet, String name) {
    return outlet + "\0" + name;
  }

  /// The id of the item that an outlet calls by this alias, null where none.
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

  /// The first feeds of an outlet, [OutletFeeds#NONE] where it was never read.
  OutletFeeds feeds(String outlet) {
    OutletFeeds feeds = outlets.get(outlet);
    return feeds == null ? OutletFeeds.NONE : feeds;
  }

  void keep(String outlet, OutletFeeds feeds) {
    outlets.put(outlet, feeds);
  }
}
