package org.vigie.ingest.feed;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/// The names of the elements of one document, in the form of [XmlNames].
///
/// @param atom true if the document is Atom, so that elements without a namespace are Atom's
/// @param ownNamespace the default namespace of an RSS document; empty for other documents. RSS has
///     no namespace, but some templates declare that of an extension as the default
record FieldNames(boolean atom, String ownNamespace) {
  private static final Set<String> ENTRIES = Set.of("item", "entry", "atom:entry");

  /// Elements with fields of their own that are not read.
  private static final Set<String> UNREAD = Set.of("image", "textinput", "items");

  private static final Set<String> CONTAINERS =
      Set.of("media:group", "media:content", "atom:source", "skiphours", "skipdays");

  private static final Set<String> TEXTS_OF_MEDIA =
      Set.of("media:title", "media:description", "media:text", "media:category");

  /// Fields that stand in no other field of a sound document.
  private static final Set<String> NEVER_INSIDE =
      XmlNames.splitNames(
          "description guid pubdate category enclosure comments content:encoded dc:date dc:creator"
              + " dc:subject atom:id atom:updated atom:published atom:summary atom:content");

  private static final Set<String> NEVER_INSIDE_TITLE = Set.of("link", "author", "atom:link");

  String of(Element element) {
    boolean own =
        !ownNamespace.isEmpty()
            && element.tagName().indexOf(':') < 0
            && element.tag().namespace().equals(ownNamespace);
    String name = own ? element.tagName().toLowerCase(Locale.ROOT) : XmlNames.of(element);
    return atom && name.indexOf(':') < 0 ? "atom:".concat(name) : name;
  }

  /// The name of the element that describes the feed as a whole.
  String channel() {
    return atom ? "atom:feed" : "channel";
  }

  /// The name of the element of one article.
  String entry() {
    return atom ? "atom:entry" : "item";
  }

  /// False for entries, and for elements that are not read.
  static boolean isField(String name) {
    return !ENTRIES.contains(name) && !UNREAD.contains(name);
  }

  /// True for elements with fields of their own.
  static boolean isContainer(String name) {
    return CONTAINERS.contains(name);
  }

  /// True for elements that hold a medium.
  static boolean isOfMedia(String name) {
    return name.equals("media:group") || name.equals("media:content");
  }

  /// True for the fields that describe a medium.
  static boolean isTextOfMedia(String name) {
    return TEXTS_OF_MEDIA.contains(name);
  }

  /// True if an element inside a field shows that the end tag of the field is missing.
  static boolean isMisplaced(String field, String name) {
    return NEVER_INSIDE.contains(name)
        || field.equals("itunes:category") && name.equals(field)
        || NEVER_INSIDE_TITLE.contains(name)
            && (field.equals("title") || field.equals("atom:title") || field.equals("link"));
  }

  /// True if the text of a field ends before this element.
  static boolean endsText(String field, String name) {
    return isMisplaced(field, name) || ENTRIES.contains(name);
  }
}
