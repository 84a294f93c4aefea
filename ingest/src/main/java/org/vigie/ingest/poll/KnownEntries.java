package org.vigie.ingest.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vigie.ingest.item.NamedEntry;
import org.vigie.model.Content;
import org.vigie.model.FeedState;

/// The entries of a feed's last document, to compare the next with.
///
/// @param ids proposed ids in the order of the document
/// @param titles a short hash of title and date of each, in the same order; may be shorter
record KnownEntries(List<String> ids, List<String> titles) {
  private static final int MOST = 500;

  static KnownEntries of(FeedState state) {
    return new KnownEntries(state.knownIds(), state.knownTitles());
  }

  static KnownEntries of(List<NamedEntry> entries) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (NamedEntry entry : Newest.of(entries, NamedEntry::entry, MOST)) {
      titles.putIfAbsent(entry.id(), title(entry));
    }
    return new KnownEntries(List.copyOf(titles.keySet()), List.copyOf(titles.values()));
  }

  /// Title and date, since a page of programmes gives the same title to each day's. The hash of
  /// `String` is specified, so it may be stored.
  private static String title(NamedEntry entry) {
    Content content = entry.entry().content();
    String named = content.title().toLowerCase(Locale.ROOT) + '\0' + content.published();
    return Integer.toHexString(named.hashCode());
  }

  /// How a document differs from this one.
  ///
  /// @param fresh how many ids it has that this one has not
  /// @param lost whether there may have been entries in between: both have some, and share none
  /// @param formerIds where the feed gave all its entries new ids: the earlier id by the new one
  record Difference(int fresh, boolean lost, Map<String, String> formerIds) {}

  Difference to(List<NamedEntry> entries) {
    Set<String> known = new HashSet<>(ids);
    KnownEntries now = of(entries);
    int fresh = (int) now.ids.stream().filter(id -> !known.contains(id)).count();
    boolean disjoint = !known.isEmpty() && fresh > 0 && fresh == now.ids.size();
    Map<String, String> former = disjoint ? renamed(now) : Map.of();
    return new Difference(fresh, disjoint && former.isEmpty(), former);
  }

  /// Entries that kept title and date while every id changed, if they are half of all or more.
  private Map<String, String> renamed(KnownEntries now) {
    Map<String, String> former = new HashMap<>();
    Map<String, String> byTitle = unique();
    Map<String, String> current = now.unique();
    current.forEach(
        (title, id) -> {
          String before = byTitle.get(title);
          if (before != null) {
            former.put(id, before);
          }
        });
    return former.size() * 2 >= now.ids.size() ? former : Map.of();
  }

  /// Ids by title, without the titles that several have.
  private Map<String, String> unique() {
    Map<String, String> unique = new HashMap<>();
    List<String> several = new ArrayList<>();
    for (int i = 0; i < Math.min(ids.size(), titles.size()); i++) {
      if (unique.put(titles.get(i), ids.get(i)) != null) {
        several.add(titles.get(i));
      }
    }
    several.forEach(unique::remove);
    return unique;
  }
}
