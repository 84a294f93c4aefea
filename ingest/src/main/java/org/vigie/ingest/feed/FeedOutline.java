package org.vigie.ingest.feed;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the parts of a feed document are.
///
/// @param channel what describes the feed as a whole
/// @param entries in the order of the document
record FeedOutline(Format format, FeedElement channel, List<? extends FeedElement> entries) {
  /// The address that the document gives as its own, null without one.
  @Nullable URI self() {
    for (FeedElement link : channel.all("atom:link")) {
      if (link.attribute("rel").strip().equalsIgnoreCase("self")) {
        return Links.uri(Links.resolve(null, link.attribute("href")));
      }
    }
    return null;
  }

  enum Format {
    RSS("RSS"),
    RDF("RDF"),
    ATOM("Atom");

    /// The name that [FeedDocument] carries.
    final String title;

    Format(String title) {
      this.title = title;
    }
  }
}
