package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An accepted version of an article: the value of `vigie.items`, the archive. It holds no decision
/// about what the article means.
///
/// @param id kept through every edit
/// @param version hash of what we publish, see [Identity#version]
/// @param aliases every name known when this version was accepted
/// @param outlet who published it
/// @param feed the feed it was read from, null for an import
/// @param origin how this version reached us
/// @param content what it says
/// @param seen when the press could first read this version
/// @param undated true where `seen` stands in for a missing date
/// @param fetched when we read this version
/// @param run the id of the import, null for a poll
public record Item(
    String id,
    String version,
    List<String> aliases,
    Outlet outlet,
    @Nullable String feed,
    Origin origin,
    Content content,
    Instant seen,
    boolean undated,
    Instant fetched,
    @Nullable String run) {
  /// Refuses an item without an id, version or time.
  public Item {
    Words.required("item id", id);
    Words.required("item version", version);
    if (outlet == null || origin == null || content == null || seen == null || fetched == null) {
      throw new IllegalArgumentException("item " + id + " lacks a required part");
    }
    aliases = Lists.copy(aliases);
  }

  /// The item that a reading becomes under this id.
  public static Item of(String id, List<String> aliases, Reading reading) {
    return new Item(
        id,
        Identity.version(reading.content()),
        aliases,
        reading.outlet(),
        reading.feed(),
        reading.origin(),
        reading.content(),
        reading.seen(),
        reading.undated(),
        reading.fetched(),
        reading.run());
  }
}
