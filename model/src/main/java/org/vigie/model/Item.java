package org.vigie.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An accepted version of an article: the value of the Kafka topic `vigie.items`, the archive. It
/// holds no decision about the article.
///
/// @param id the same for all versions of the article
/// @param version hash of the published text, see [Identity]
/// @param aliases every name known when this version was accepted
/// @param outlet who published it
/// @param feed the id of the feed it was read from, null for an import
/// @param origin how this version was obtained
/// @param content the text and its metadata
/// @param seen when this version was first publicly readable
/// @param undated true if `seen` replaces a missing date
/// @param fetched when Vigie read this version
/// @param run the id of the import, null for a poll
/// @param livePage true if its outlet rewrites the page for as long as an event lasts, headline and
///     all (« EN DIRECT »); no part of the version. Records written before it was added have false
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
    @Nullable String run,
    boolean livePage) {
  /// Rejects an item without id, version, outlet, origin, content or times, and values out of
  /// range.
  public Item {
    Checks.requireId("id", id);
    Checks.requireId("version", version);
    aliases = Checks.copyTexts("aliases", aliases, Checks.MAX_TEXT);
    Checks.require("outlet", outlet);
    Checks.checkId("feed", feed);
    Checks.require("origin", origin);
    Checks.require("content", content);
    Checks.requireTime("seen", seen);
    Checks.requireTime("fetched", fetched);
    Checks.checkId("run", run);
  }

  /// Creates the item of a reading under an id, with the version of its content.
  public static Item of(String id, List<String> aliases, Reading reading) {
    return new Item(
        id,
        Identity.contentVersion(reading.content()),
        aliases,
        reading.outlet(),
        reading.feed(),
        reading.origin(),
        reading.content(),
        reading.seen(),
        reading.undated(),
        reading.fetched(),
        reading.run(),
        LivePages.isLivePage(reading.content()));
  }

  /// Creates a live item without aliases and feed, dated, and fetched when it was first readable.
  public static Item live(String id, String version, Outlet outlet, Content content, Instant seen) {
    return new Item(
        id,
        version,
        List.of(),
        outlet,
        null,
        Origin.LIVE,
        content,
        seen,
        false,
        seen,
        null,
        LivePages.isLivePage(content));
  }

  /// Returns a copy with other aliases.
  public Item withAliases(List<String> names) {
    return new Item(
        id, version, names, outlet, feed, origin, content, seen, undated, fetched, run, livePage);
  }

  /// Returns a copy of another origin.
  public Item withOrigin(Origin other) {
    return new Item(
        id, version, aliases, outlet, feed, other, content, seen, undated, fetched, run, livePage);
  }

  /// Returns a copy whose `seen` does or does not replace a missing date.
  public Item withUndated(boolean isUndated) {
    return new Item(
        id, version, aliases, outlet, feed, origin, content, seen, isUndated, fetched, run,
        livePage);
  }

  /// Returns a copy that could first be read at another time.
  public Item withSeen(Instant moment) {
    return new Item(
        id, version, aliases, outlet, feed, origin, content, moment, undated, fetched, run,
        livePage);
  }

  /// Returns a copy that is or is not a live page.
  public Item withLivePage(boolean isLive) {
    return new Item(
        id, version, aliases, outlet, feed, origin, content, seen, undated, fetched, run, isLive);
  }

  /// Returns a copy that was read at another time.
  public Item withFetched(Instant moment) {
    return new Item(
        id, version, aliases, outlet, feed, origin, content, seen, undated, moment, run, livePage);
  }
}
