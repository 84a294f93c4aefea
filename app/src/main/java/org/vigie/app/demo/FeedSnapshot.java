package org.vigie.app.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.app.demo.SampleItem.ItemState;

/// The content of a feed at a moment, independent of its format.
///
/// @param outlet its publisher
/// @param feed the feed
/// @param changed time of the last change of any entry
/// @param entries newest first
record FeedSnapshot(
    SampleOutlet outlet, SampleFeed feed, Instant changed, List<SnapshotEntry> entries) {

  /// An entry of the feed.
  ///
  /// @param guid with the feed's tracker
  /// @param link address of the article
  /// @param changed time of its last change
  /// @param comments number of comments
  record SnapshotEntry(
      String guid,
      String link,
      String title,
      String summary,
      List<String> categories,
      Instant published,
      Instant changed,
      int comments) {}

  static FeedSnapshot create(
      SampleOutlet outlet, SampleFeed feed, SampleClock.SampleMoment moment) {
    List<SnapshotEntry> entries =
        outlet.findItems(feed).stream()
            .map(item -> createEntry(outlet, feed, item, moment))
            .filter(Objects::nonNull)
            .sorted(
                Comparator.comparing(SnapshotEntry::published)
                    .reversed()
                    .thenComparing(SnapshotEntry::guid))
            .toList();
    Instant changed =
        entries.stream()
            .map(SnapshotEntry::changed)
            .max(Comparator.naturalOrder())
            .orElse(moment.start());
    return new FeedSnapshot(outlet, feed, changed, entries);
  }

  private static @Nullable SnapshotEntry createEntry(
      SampleOutlet outlet, SampleFeed feed, SampleItem item, SampleClock.SampleMoment moment) {
    ItemState state = item.findState(moment.second());
    if (state == null) {
      return null;
    }
    String link = outlet.createLink(item);
    Instant published = moment.start().plus(state.published());
    return new SnapshotEntry(
        feed.tracker() == null ? link : link + feed.tracker(),
        link,
        state.title(),
        state.summary(),
        item.categories(),
        published,
        state.since() == 0 ? published : moment.start().plusSeconds(state.since()),
        state.comments());
  }

  /// The document's bytes in the feed's format.
  byte[] toBytes() {
    return switch (feed.form()) {
      case RSS -> new RssWriter(this).toBytes();
      case RDF -> new RdfWriter(this).toBytes();
      case ATOM -> new AtomWriter(this).toBytes();
      case JSON -> JsonFeedWriter.toBytes(this);
    };
  }
}
