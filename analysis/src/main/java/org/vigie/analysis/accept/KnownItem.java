package org.vigie.analysis.accept;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Identity;
import org.vigie.model.Item;

/// A known item of an outlet. Written as JSON to a state store.
///
/// @param last newest version, with all aliases of the item
/// @param versions hashes of all versions, oldest first; beyond [#MAX_VERSIONS] the oldest are
///     dropped
public record KnownItem(Item last, List<String> versions) {
  /// Exceeds the edits of any article seen so far and keeps a record of the state store below 40
  /// kB.
  public static final int MAX_VERSIONS = 1000;

  /// Copies the list.
  public KnownItem {
    versions = List.copyOf(versions);
  }

  /// Creates the state after a version was accepted.
  ///
  /// @param earlier hashes of the earlier versions, empty for a new item
  public static KnownItem of(List<String> earlier, Item item) {
    List<String> versions = new ArrayList<>(earlier);
    versions.remove(item.version());
    versions.add(item.version());
    int forgotten = Math.max(0, versions.size() - MAX_VERSIONS);
    return new KnownItem(item, versions.subList(forgotten, versions.size()));
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
    return new KnownItem(item, versions);
  }
}
