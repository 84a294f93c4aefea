package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry as found in one poll or import: the value of the Kafka topic `vigie.readings`. The same
/// article may be read any number of times.
///
/// @param itemId the id that ingest proposes; the accept stage may know the article under another
/// @param aliases every name under which the outlet may have published this article: raw and
///     cleaned guid, raw and normalised link
/// @param outlet who published it
/// @param feed the id of the feed, null for an import
/// @param origin how the entry was obtained
/// @param guid the guid in the feed, null if it has none
/// @param content the text and its metadata
/// @param seen when the entry was first publicly readable: the fetch time of a live poll, the poll
///     time of an archived document, the date of an imported article
/// @param undated true if an import had no date and `seen` is the time of the import
/// @param fetched when Vigie read it
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
  /// Rejects a reading without id, outlet, origin, content or times, and values out of range.
  public Reading {
    Checks.requireId("itemId", itemId);
    aliases = Checks.copyTexts("aliases", aliases, Checks.MAX_TEXT);
    Checks.require("outlet", outlet);
    Checks.checkId("feed", feed);
    Checks.require("origin", origin);
    Checks.checkOptionalText("guid", guid, Checks.MAX_TEXT);
    Checks.require("content", content);
    Checks.requireTime("seen", seen);
    Checks.requireTime("fetched", fetched);
    Checks.checkId("run", run);
  }
}
