package org.vigie.ingest.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Entry;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;

/// An entry with the proposed id of its article.
///
/// @param id see [org.vigie.model.Identity#itemId]
/// @param aliases every name by which the outlet may have identified the article: raw and cleaned
///     guid, raw and normalised link, as far as they are unambiguous
public record IdentifiedEntry(String id, List<String> aliases, Outlet outlet, Entry entry) {
  /// Copies the aliases.
  public IdentifiedEntry {
    aliases = List.copyOf(aliases);
  }

  /// A copy with one more alias.
  public IdentifiedEntry withAlias(String name) {
    List<String> names = new ArrayList<>(aliases);
    names.add(name);
    return new IdentifiedEntry(id, names, outlet, entry);
  }

  /// The reading of this entry in a poll.
  ///
  /// @param feed id of the feed
  public Reading toPolledReading(String feed, Origin origin, Instant fetched) {
    return new Reading(
        id,
        aliases,
        outlet,
        feed,
        origin,
        entry.guid(),
        entry.content(),
        fetched,
        false,
        fetched,
        null);
  }

  /// The reading of this entry in an import.
  ///
  /// @param seen when the press could first be read, null if unknown: then `fetched`, and the
  ///     reading is marked as undated
  /// @param run id of the import
  public Reading toImportedReading(@Nullable Instant seen, Instant fetched, String run) {
    return new Reading(
        id,
        aliases,
        outlet,
        null,
        Origin.IMPORT,
        entry.guid(),
        entry.content(),
        seen == null ? fetched : seen,
        seen == null,
        fetched,
        run);
  }
}
