package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry as met in one poll or import: the value of `vigie.readings`. The same article may be
/// read any number of times.
///
/// @param itemId the id that ingest proposes; the accept stage may know the article by another
/// @param aliases every name by which the outlet may have called this article before: raw and
///     cleaned guid, raw and normalised link
/// @param outlet who published it
/// @param feed the id of the feed, null for an import
/// @param origin how it reached us
/// @param guid as the feed gives it, null where it gives none
/// @param content what it says
/// @param seen when the press could first be read: the fetch of a live poll, the poll time of an
///     archived document, the date of an imported article
/// @param undated true where an import had no date and `seen` is the time of the import
/// @param fetched when we read it
/// @param run the id of the import, null for a poll
public record Reading(
    String itemId,
    List<String> aliases,
    Outlet outlet,
    @Nullable String feed,
    Origin origin,
    @Nullable String guid,
    Content content,
    Instant seen,
    boolean undated,
    Instant fetched,
    @Nullable String run) {
  /// Refuses a reading without an id or a time.
  public Reading {
    Words.required("item id", itemId);
    if (outlet == null || origin == null || content == null || seen == null || fetched == null) {
      throw new IllegalArgumentException("reading " + itemId + " lacks a required part");
    }
    aliases = Lists.copy(aliases);
  }
}
