package org.vigie.analysis.accept;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Identity;
import org.vigie.model.Item;

/// A known item of an outlet. Written as JSON to a state store.
///
/// @param last newest version, with all aliases of the item
/// @param versions hashes of all versions, oldest first; beyond [#MAX_VERSIONS] the oldest are
///     dropped
/// @param turns when the last versions with another headline than the one before could first be
///     read, oldest first, at most [#MAX_TURNS]; none of a live page. Null, as in states of older
///     releases, reads as none
public record KnownItem(Item last, List<String> versions, List<Instant> turns) {
  /// How often a headline turns within [#TURNING_TIME] on a page that is rewritten for as long as
  /// its event lasts; that is its fifth headline. An article that breaks and is then edited has two
  /// or three.
  static final int MAX_TURNS = 4;

  /// See [#MAX_TURNS].
  static final Duration TURNING_TIME = Duration.ofHours(6);

  /// Exceeds the edits of any article seen so far and keeps a record of the state store below 40
  /// kB.
  public static final int MAX_VERSIONS = 1000;

  /// Copies the lists.
  public KnownItem {
    versions = List.copyOf(versions);
    turns = turns == null ? List.of() : List.copyOf(turns);
  }

  /// Creates the state of an item without turns of its headline.
  ///
  /// @param earlier hashes of the earlier versions, empty for a new item
  public static KnownItem of(List<String> earlier, Item item) {
    return new KnownItem(item, addVersion(earlier, item), List.of());
  }

  private static List<String> addVersion(List<String> earlier, Item item) {
    List<String> versions = new ArrayList<>(earlier);
    versions.remove(item.version());
    versions.add(item.version());
    int forgotten = Math.max(0, versions.size() - MAX_VERSIONS);
    return versions.subList(forgotten, versions.size());
  }

  /// Returns the state after another version was accepted, which is a live page if the version
  /// before was one or its headline turns as often as that of one.
  KnownItem withVersion(Item item) {
    List<Instant> times = addTurn(item);
    boolean live = item.livePage() || last.livePage() || isTurning(times);
    return new KnownItem(
        item.withLivePage(live), addVersion(versions, item), live ? List.of() : times);
  }

  private List<Instant> addTurn(Item item) {
    if (item.content().title().equals(last.content().title())) {
      return turns;
    }
    List<Instant> times = new ArrayList<>(turns);
    times.add(item.seen());
    return times.subList(Math.max(0, times.size() - MAX_TURNS), times.size());
  }

  private static boolean isTurning(List<Instant> times) {
    return times.size() == MAX_TURNS
        && Duration.between(times.getFirst(), times.getLast()).compareTo(TURNING_TIME) <= 0;
  }

  /// Creates the state after a version was read from the archive. An earlier release may have
  /// hashed the content by another rule, so the version counts as known under its archived and
  /// under its current hash.
  ///
  /// @param earlier hashes of the earlier versions, empty for the first version in the archive
  public static KnownItem ofArchived(List<String> earlier, Item item) {
    String today = Identity.contentVersion(item.content());
    List<String> hashes = new ArrayList<>(earlier);
    hashes.remove(today);
    hashes.add(today);
    return of(hashes, item);
  }

  /// Returns whether the item has had a version with this hash.
  public boolean hasVersion(String version) {
    return versions.contains(version);
  }

  KnownItem withAliases(List<String> names) {
    Item item = last.withAliases(names);
    return new KnownItem(item, versions, turns);
  }
}
