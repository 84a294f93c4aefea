package org.vigie.ingest.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One element of a feed document, whichever parser has read it: the channel, an entry, or a part
/// of one. [RssForm] and [AtomForm] see no more than this, so that a rule about fields stands once.
/// Names are those of [XmlNames].
interface FeedElement {
  /// The characters of the element, ends stripped.
  String text();

  /// The content as HTML, ends stripped: escaped HTML as it stands, elements of XML written out.
  String html();

  /// The value of an attribute, its name in any case, empty without one; `xml:` and `rdf:` are the
  /// prefixes it knows.
  String attribute(String name);

  /// Where the element stands among the parts of the one around it; grows along the document.
  int place();

  /// True where a part of the element is an element itself.
  boolean holdsElements();

  /// True where the element holds nothing at all, no white space either.
  boolean isEmpty();

  /// The element around this one, null around the outermost.
  @Nullable FeedElement parent();

  /// The parts of this name in the order of the document; entries are no parts of their channel.
  List<? extends FeedElement> all(String name);

  /// The first part that is not empty, names that stand earlier before those that stand later.
  default @Nullable FeedElement firstOf(String... names) {
    for (String name : names) {
      for (FeedElement part : all(name)) {
        if (!part.isEmpty()) {
          return part;
        }
      }
    }
    return null;
  }

  /// The text of the first of these parts that has one; null where none has.
  default @Nullable String textOf(String... names) {
    for (String name : names) {
      for (FeedElement part : all(name)) {
        String text = part.text();
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return null;
  }

  /// The first of these attributes that says something, ends stripped; null where none does.
  default @Nullable String attributeOf(String... names) {
    for (String name : names) {
      String value = attribute(name).strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return null;
  }
}
