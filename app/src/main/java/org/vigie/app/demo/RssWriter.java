package org.vigie.app.demo;

import javax.xml.stream.XMLStreamException;

/// Writes RSS 2.0, with the number of comments in the `slash` module.
final class RssWriter extends XmlFeedWriter {
  private static final String SLASH = "http://purl.org/rss/1.0/modules/slash/";

  RssWriter(FeedSnapshot document) {
    super(document);
  }

  @Override
  void writeFeed() throws XMLStreamException {
    xml.writeStartElement("rss");
    xml.writeAttribute("version", "2.0");
    xml.writeNamespace("slash", SLASH);
    xml.writeStartElement("channel");
    writeText("title", snapshot.feed().title());
    writeText("link", formatHomeAddress());
    writeText("description", snapshot.outlet().name());
    writeText("language", "fr");
    writeText("lastBuildDate", formatMailDate(snapshot.changed()));
    for (FeedSnapshot.SnapshotEntry entry : snapshot.entries()) {
      writeItem(entry);
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void writeItem(FeedSnapshot.SnapshotEntry entry) throws XMLStreamException {
    xml.writeStartElement("item");
    writeText("title", entry.title());
    writeText("link", entry.link());
    xml.writeStartElement("guid");
    xml.writeAttribute("isPermaLink", "false");
    xml.writeCharacters(entry.guid());
    xml.writeEndElement();
    writeText("pubDate", formatMailDate(entry.published()));
    writeText("description", entry.summary());
    for (String category : entry.categories()) {
      writeText("category", category);
    }
    xml.writeStartElement("slash", "comments", SLASH);
    xml.writeCharacters(Integer.toString(entry.comments()));
    xml.writeEndElement();
    xml.writeEndElement();
  }
}
