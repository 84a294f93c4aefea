package org.vigie.analysis.accept;

import org.jspecify.annotations.Nullable;
import org.vigie.analysis.KeyedState;

/// State of the items and feeds of outlets. Not thread-safe.
///
/// @param aliases [#aliasKey] of an alias → item id; the item id itself has no entry
/// @param items item id → known item
/// @param outlets outlet id → the first feeds of the outlet
public record KnownItemState(
    KeyedState<String> aliases, KeyedState<KnownItem> items, KeyedState<OutletFeeds> outlets) {
  /// Creates an empty instance backed by hash maps.
  public static KnownItemState inMaps() {
    return new KnownItemState(KeyedState.inMap(), KeyedState.inMap(), KeyedState.inMap());
  }

  /// Returns the key of an alias of an outlet. An outlet id cannot contain the separator U+0000.
  public static String aliasKey(String outlet, String name) {
    return outlet + "\0" + name;
  }

  /// Returns the id of the item of an outlet with this alias, null if there is none.
  @Nullable String findItemId(String outlet, String alias) {
    return aliases.get(aliasKey(outlet, alias));
  }

  void putAlias(String outlet, String alias, String item) {
    aliases.put(aliasKey(outlet, alias), item);
  }

  @Nullable KnownItem findItem(String id) {
    return items.get(id);
  }

  void putItem(KnownItem item) {
    items.put(item.last().id(), item);
  }

  /// Returns the first feeds of an outlet, [OutletFeeds#NONE] if it was never read.
  OutletFeeds findFeeds(String outlet) {
    OutletFeeds feeds = outlets.get(outlet);
    return feeds == null ? OutletFeeds.NONE : feeds;
  }

  void putFeeds(String outlet, OutletFeeds feeds) {
    outlets.put(outlet, feeds);
  }
}
