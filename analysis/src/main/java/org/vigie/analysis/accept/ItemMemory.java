package org.vigie.analysis.accept;

import org.jspecify.annotations.Nullable;

/// What is remembered of the articles of outlets. Used by one thread at a time.
public interface ItemMemory {
  /// The id of the item that an outlet calls by this name, null where none.
  @Nullable String named(String outlet, String name);

  /// Remembers a name.
  void name(String outlet, String name, String item);

  /// An item, null where the id is unknown.
  @Nullable KnownItem item(String id);

  /// Remembers an item in place of what was known of it.
  void keep(KnownItem item);

  /// The first feeds of an outlet, [OutletFeeds#NONE] where it was never read.
  OutletFeeds feeds(String outlet);

  /// Remembers the first feeds of an outlet.
  void keep(String outlet, OutletFeeds feeds);
}
