package org.vigie.ingest.feed;

import java.util.List;
import org.jdom2.Document;
import org.jdom2.Element;

/// A feed as the document that Rome reads: RSS 2.0 for all versions of RSS and RDF, Atom 1.0 for
/// all versions of Atom. The entries are the children that Rome looks for.
///
/// @param format of the document as it was published: `RSS`, `RDF` or `Atom`
/// @param channel the element that describes the feed as a whole
/// @param entries in the order of the document
record FeedTree(String format, Document document, Element channel, List<Element> entries) {
  static FeedTree of(String format, Element channel, List<Element> entries) {
    channel.addContent(entries);
    boolean rss = channel.getName().equals("channel");
    Element root =
        rss ? new Element("rss").setAttribute("version", "2.0").addContent(channel) : channel;
    return new FeedTree(format, new Document(root), channel, entries);
  }
}
