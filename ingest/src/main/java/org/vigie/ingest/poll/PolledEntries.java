package org.vigie.ingest.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Origin;
import org.vigie.model.Reading;

/// The entries of a polled document, compared with those of the feed's last document.
///
/// @param entries with proposed ids, in document order; the newest ones if there are too many
/// @param difference from the last document
/// @param readings one per entry
/// @param olderVersions number of entries that were left out, since a newer version of the same
///     article stands beside them
record PolledEntries(
    List<IdentifiedEntry> entries,
    KnownEntries.EntryDifference difference,
    List<Reading> readings,
    int olderVersions) {
  private static final int MAX_ENTRIES = 2_000;

  /// Proposes ids for a document's entries and compares them with the known ones.
  ///
  /// @param state before the poll
  static PolledEntries of(Feed feed, FeedState state, FeedDocument document, Instant now) {
    KnownEntries known = KnownEntries.of(state);
    List<IdentifiedEntry> all =
        ItemIdProposer.proposeIds(
            feed.outlet(),
            NewestEntries.select(document.entries(), Function.identity(), MAX_ENTRIES),
            known.toKnownIds());
    List<IdentifiedEntry> entries = ItemIdProposer.removeOlderVersions(all);
    KnownEntries.EntryDifference difference = known.compareWith(entries);
    Origin origin = state.firstDocument() == null ? Origin.FIRST_POLL : Origin.LIVE;
    List<Reading> readings = new ArrayList<>(entries.size());
    for (IdentifiedEntry entry : addFormerIds(entries, difference.formerIds())) {
      readings.add(entry.toPolledReading(feed.id(), origin, now));
    }
    return new PolledEntries(entries, difference, readings, all.size() - entries.size());
  }

  private static List<IdentifiedEntry> addFormerIds(
      List<IdentifiedEntry> entries, Map<String, String> formerIds) {
    return entries.stream()
        .map(
            entry -> {
              String former = formerIds.get(entry.id());
              return former == null ? entry : entry.withAlias(former);
            })
        .toList();
  }

  /// The result in words: `20 entries, 3 new`.
  String describe(FeedDocument document) {
    StringBuilder words = new StringBuilder();
    words.append(entries.size()).append(" entries, ");
    words.append(difference.newEntries()).append(" new");
    if (olderVersions > 0) {
      words.append("; ").append(olderVersions);
      words.append(" more left out, a newer version of the article is beside it");
    }
    if (difference.possibleLoss()) {
      words.append("; none was known, some may have been missed");
    }
    if (!difference.formerIds().isEmpty()) {
      words.append("; the feed gave its entries new ids, they are known by their titles");
    }
    if (!document.repairs().isEmpty()) {
      words.append("; mended: ").append(String.join(", ", document.repairs()));
    }
    return words.toString();
  }
}
