package org.vigie.app.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.app.demo.SampleItem.Telling;

/// The content of a feed at a moment, independent of its format.
///
/// @param outlet its publisher
/// @param feed the feed
/// @param changed time of the last change of any entry
/// @param entries newest first
record ShownFeed(SampleOutlet outlet, SampleFeed feed, Instant changed, List<Entry> entries) {

  /// An entry of the feed.
  ///
  /// @param guid with the feed's tracker
  /// @param link address of the article
  /// @param changed time of its last change
  /// @param comments number of comments
  record Entry(
      String guid,
      String link,
      String title,
      String summary,
      List<String> categories,
      Instant published,
      Instant changed,
      int comments) {}

  static ShownFeed at(SampleOutlet outlet, SampleFeed feed, SampleClock.Moment moment) {
    List<Entry> entries =
        outlet.itemsOf(feed).stream()
            .map(item -> entry(outlet, feed, item, moment))
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(Entry::published).reversed().thenComparing(Entry::guid))
            .toList();
    Instant changed =
        entries.stream().map(Entry::changed).max(Comparator.naturalOrder()).orElse(moment.zero());
    return new ShownFeed(outlet, feed, changed, entries);
  }

  private static @Nullable Entry entry(
      SampleOutlet outlet, SampleFeed feed, SampleItem item, SampleClock.Moment moment) {
    Telling telling = item.telling(moment.second());
    if (telling == null) {
      return null;
    }
    String link = outlet.link(item);
    Instant published = moment.zero().plus(telling.published());
    return new Entry(
        feed.tracker() == null ? link : link + feed.tracker(),
        link,
        telling.title(),
        telling.summary(),
        item.categories(),
        published,
        telling.since() == 0 ? published : moment.zero().plusSeconds(telling.since()),
        telling.comments());
  }

  /// The document's bytes in the feed's format.
  byte[] bytes() {
    return switch (feed.form()) {
      case RSS -> new RssForm(this).bytes();
      case RDF -> new RdfForm(this).bytes();
      case ATOM -> new AtomForm(this).bytes();
      case JSON -> JsonForm.bytes(this);
    };
  }
}
