package org.vigie.analysis.accept;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Identity;
import org.vigie.model.Item;

/// What an outlet's memory holds of one article.
///
/// @param last its newest version, with every name it is known by
/// @param versions the hashes of all its versions, oldest first; beyond [#MAX_VERSIONS] the oldest
///     are forgotten
public record KnownItem(Item last, List<String> versions) {
  /// More edits than any article seen; it keeps one record of a state store below 40 kB.
  public static final int MAX_VERSIONS = 1000;

  /// Copies the list.
  public KnownItem {
    versions = List.copyOf(versions);
  }

  /// What is known once a version was accepted.
  ///
  /// @param earlier the hashes known before, empty for a new item
  public static KnownItem of(List<String> earlier, Item item) {
    List<String> versions = new ArrayList<>(earlier);
    versions.remove(item.version());
    versions.add(item.version());
    int forgotten = Math.max(0, versions.size() - MAX_VERSIONS);
    return new KnownItem(item, versions.subList(forgotten, versions.size()));
  }

  /// What is known of a version that lies in the archive. An earlier release may have hashed its
  /// text by another rule; by either hash it is no news.
  ///
  /// @param earlier the hashes known before, empty for the first version in the archive
  public static KnownItem archived(List<String> earlier, Item item) {
    String today = Identity.version(item.content());
    List<String> hashes = new ArrayList<>(earlier);
    hashes.remove(today);
    hashes.add(today);
    return of(hashes, item);
  }

  /// True where the article has said exactly this before.
  public boolean hasHad(String version) {
    return versions.contains(version);
  }

  KnownItem named(List<String> names) {
    Item item =
        new Item(
            last.id(),
            last.version(),
            names,
            last.outlet(),
            last.feed(),
            last.origin(),
            last.content(),
            last.seen(),
            last.undated(),
            last.fetched(),
            last.run());
    return new KnownItem(item, versions);
  }
}
