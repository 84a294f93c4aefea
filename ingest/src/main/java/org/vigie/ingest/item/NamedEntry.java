package org.vigie.ingest.item;

import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.Links;
import org.vigie.model.Content;
import org.vigie.model.TrackingParameters;

/// An entry with its names in the forms that are compared.
///
/// @param guid without trackers; null without one
/// @param link in one form; null without one
record NamedEntry(Entry entry, @Nullable String guid, @Nullable String link) {
  static NamedEntry of(Entry entry) {
    String raw = entry.guid();
    String guid = raw == null ? "" : TrackingParameters.removeFrom(raw);
    String url = entry.content().url();
    return new NamedEntry(
        entry, guid.isBlank() ? null : guid, url == null ? null : Links.normalise(url));
  }

  Content content() {
    return entry.content();
  }

  @Nullable String enclosure() {
    return entry.enclosure();
  }

  /// The page that the link leads to: that of the number in it, since the words of an address may
  /// follow the headline; null without a link or for a home page.
  @Nullable String page() {
    return link == null || ArticleNames.isHomePage(link) ? null : ArticleNames.withoutWords(link);
  }
}
