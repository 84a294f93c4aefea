package org.vigie.ingest.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.KnownIds;
import org.vigie.model.Content;
import org.vigie.model.FeedState;

/// The entries of a feed's last document, at most 500, to compare the next one with.
///
/// @param ids proposed item ids in document order
/// @param titleHashes a short hash of title and date of each entry, in the same order; may be
///     shorter than `ids`
record KnownEntries(List<String> ids, List<String> titleHashes) {
  private static final int MAX_ENTRIES = 500;

  static KnownEntries of(FeedState state) {
    return new KnownEntries(state.knownIds(), state.knownTitles());
  }

  static KnownEntries of(List<IdentifiedEntry> entries) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (IdentifiedEntry entry :
        NewestEntries.select(entries, IdentifiedEntry::entry, MAX_ENTRIES)) {
      titles.putIfAbsent(entry.id(), hashTitle(entry.entry().content()));
    }
    return new KnownEntries(List.copyOf(titles.keySet()), List.copyOf(titles.values()));
  }

  /// Hashes title and date: a page of programmes gives each day's entry the same title. The
  /// algorithm of [String#hashCode()] is specified, so the hash may be stored.
  private static String hashTitle(Content content) {
    String named = content.title().toLowerCase(Locale.ROOT) + '\0' + content.published();
    return Integer.toHexString(named.hashCode());
  }

  /// The ids for naming the entries of the next document.
  KnownIds toKnownIds() {
    Set<String> all = new HashSet<>(ids);
    Map<String, String> hashes = new HashMap<>();
    for (int i = 0; i < Math.min(ids.size(), titleHashes.size()); i++) {
      hashes.put(ids.get(i), titleHashes.get(i));
    }
    return new KnownIds() {
      @Override
      public boolean hasId(String id) {
        return all.contains(id);
      }

      @Override
      public boolean hasEntry(String id, Content content) {
        return hashTitle(content).equals(hashes.get(id));
      }
    };
  }

  /// The difference between a document and the one before.
  ///
  /// @param newEntries number of ids that the earlier document does not have
  /// @param possibleLoss whether entries may have been missed in between: both documents have
  ///     entries and share none
  /// @param formerIds the earlier id by the new id, if the feed gave all its entries new ids
  record EntryDifference(int newEntries, boolean possibleLoss, Map<String, String> formerIds) {}

  EntryDifference compareWith(List<IdentifiedEntry> entries) {
    Set<String> known = new HashSet<>(ids);
    KnownEntries now = of(entries);
    int fresh = (int) now.ids.stream().filter(id -> !known.contains(id)).count();
    boolean disjoint = !known.isEmpty() && fresh > 0 && fresh == now.ids.size();
    Map<String, String> former = disjoint ? findFormerIds(now) : Map.of();
    return new EntryDifference(fresh, disjoint && former.isEmpty(), former);
  }

  /// The former ids of entries that kept title and date while every id changed; empty unless they
  /// are at least half of all entries.
  private Map<String, String> findFormerIds(KnownEntries now) {
    Map<String, String> former = new HashMap<>();
    Map<String, String> byTitle = mapUniqueTitles();
    Map<String, String> current = now.mapUniqueTitles();
    current.forEach(
        (title, id) -> {
          String before = byTitle.get(title);
          if (before != null) {
            former.put(id, before);
          }
        });
    return former.size() * 2 >= now.ids.size() ? former : Map.of();
  }

  /// Ids by title hash, without the hashes that several entries have.
  private Map<String, String> mapUniqueTitles() {
    Map<String, String> unique = new HashMap<>();
    List<String> several = new ArrayList<>();
    for (int i = 0; i < Math.min(ids.size(), titleHashes.size()); i++) {
      if (unique.put(titleHashes.get(i), ids.get(i)) != null) {
        several.add(titleHashes.get(i));
      }
    }
    several.forEach(unique::remove);
    return unique;
  }
}
