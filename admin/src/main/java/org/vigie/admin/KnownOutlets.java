package org.vigie.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.runtime.settings.Suggestions;

/// The outlets of the feeds and of the archive; where there are none yet, those of the bundled
/// feeds.
///
/// @param names display names by outlet id
record KnownOutlets(Map<String, String> names) {
  /// Reads the archive, which may hold years, only if a name is not that of a feed.
  static KnownOutlets read(RequestStore store, ItemArchive archive, List<NamedOutlet> named) {
    List<Outlet> ofFeeds = store.readFeeds().stream().map(Feed::outlet).toList();
    KnownOutlets known = of(ofFeeds.stream());
    if (named.stream().allMatch(outlet -> known.names.containsKey(outlet.id()))) {
      return known;
    }
    archive.readItems(item -> known.add(item.outlet()));
    ofFeeds.forEach(known::add);
    return known.names.isEmpty()
        ? of(Opml.readBundled().feeds().stream().map(Feed::outlet))
        : known;
  }

  static KnownOutlets of(Stream<Outlet> outlets) {
    KnownOutlets known = new KnownOutlets(new TreeMap<>());
    outlets.forEach(known::add);
    return known;
  }

  private void add(Outlet outlet) {
    names.put(outlet.id(), outlet.name());
  }

  /// See [Subscriptions#checkOutlets(SubscriptionRequest, boolean)].
  List<String> check(List<NamedOutlet> outlets, boolean acceptNew) {
    List<String> warnings = new ArrayList<>();
    for (NamedOutlet outlet : outlets) {
      if (!names.containsKey(outlet.id())) {
        String unknown = "no feed and no article here is of '" + outlet.name() + "'";
        Optional<String> nearest = findNearest(outlet.id());
        if (nearest.isPresent() && !acceptNew) {
          throw new AdminException.InvalidRequest(
              outlet.field(), unknown + "; did you mean '" + nearest.get() + "'?");
        }
        warnings.add(
            unknown + " yet" + nearest.map(name -> "; it is not '" + name + "'").orElse(""));
      }
    }
    return warnings;
  }

  private Optional<String> findNearest(String id) {
    String typed = removeArticle(id);
    Map<String, String> byWord = new TreeMap<>();
    names.forEach((known, name) -> byWord.put(removeArticle(known), name));
    return Suggestions.findNearest(typed, byWord.keySet(), Math.max(1, typed.length() / 4))
        .map(byWord::get);
  }

  private static String removeArticle(String id) {
    return id.replaceFirst("^(le|la|les|l)-", "");
  }
}
