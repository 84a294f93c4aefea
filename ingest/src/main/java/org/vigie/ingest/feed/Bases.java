package org.vigie.ingest.feed;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The address to which the links of an element refer: its own and its ancestors' `xml:base`, then
/// the address of the document.
///
/// A reference that is a fragment alone means the feed itself, which is no article's address,
/// unless an `xml:base` says otherwise.
///
/// @param document null where it is unknown
/// @param declared true where the document has an `xml:base` anywhere
record Bases(@Nullable URI document, boolean declared) {
  /// @param fallback what to use where neither the document nor an ancestor gives a base
  @Nullable URI of(FeedElement element, @Nullable URI fallback) {
    if (!declared) {
      return document == null ? fallback : document;
    }
    URI outer = outer(element, fallback);
    String own = element.attribute("xml:base").strip();
    if (own.isEmpty()) {
      return outer;
    }
    String resolved = Links.resolve(outer, own);
    return resolved == null ? outer : Links.uri(resolved);
  }

  private @Nullable URI outer(FeedElement element, @Nullable URI fallback) {
    FeedElement parent = element.parent();
    return parent == null ? (document == null ? fallback : document) : of(parent, fallback);
  }

  /// The absolute address of a reference in this element; null where there is none.
  ///
  /// @param fallback see [#of]
  @Nullable String resolve(FeedElement element, @Nullable URI fallback, String reference) {
    boolean ownFragment = !declared && reference.stripLeading().startsWith("#");
    return ownFragment ? null : Links.resolve(of(element, fallback), Links.unescaped(reference));
  }
}
