package org.vigie.ingest.feed;

import java.net.URI;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The address to which the links of an element refer: its own and its ancestors' `xml:base`, then
/// the address of the document.
///
/// @param document null if it is unknown
/// @param declared true if the document has an `xml:base` anywhere
record Bases(@Nullable URI document, boolean declared) {
  /// The absolute address of a reference in this element; the reference as written if there is
  /// none. A reference that is a fragment alone means the feed itself, which is no article's
  /// address, unless an `xml:base` says otherwise.
  String resolve(Element element, String reference) {
    boolean ownFragment = !declared && reference.stripLeading().startsWith("#");
    if (ownFragment || Links.isHttp(reference)) {
      return reference;
    }
    String resolved = Links.resolve(of(element), Links.unescape(reference));
    return resolved == null ? reference : resolved;
  }

  private @Nullable URI of(@Nullable Element element) {
    if (!declared || element == null) {
      return document;
    }
    URI outer = of(element.parent());
    String resolved = Links.resolve(outer, element.attributes().getIgnoreCase("xml:base"));
    return resolved == null ? outer : Links.parseUri(resolved);
  }
}
