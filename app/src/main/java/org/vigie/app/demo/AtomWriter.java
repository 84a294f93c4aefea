package org.vigie.app.demo;

import javax.xml.stream.XMLStreamException;

/// Writes Atom 1.0 (RFC 4287), with summaries in HTML.
final class AtomWriter extends XmlFeedWriter {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  AtomWriter(FeedSnapshot document) {
    super(document);
  }

  @Override
  void writeFeed() throws XMLStreamException {
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    writeText("id", snapshot.outlet().createAddress(snapshot.feed()));
    writeText("title", snapshot.feed().title());
    writeText("updated", snapshot.changed().toString());
    writeLink("self", snapshot.outlet().createAddress(snapshot.feed()));
    writeLink("alternate", formatHomeAddress());
    xml.writeStartElement("author");
    writeText("name", snapshot.outlet().name());
    xml.writeEndElement();
    for (FeedSnapshot.SnapshotEntry entry : snapshot.entries()) {
      writeEntry(entry);
    }
    xml.writeEndElement();
  }

  private void writeEntry(FeedSnapshot.SnapshotEntry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    writeText("id", entry.guid());
    writeText("title", entry.title());
    writeLink("alternate", entry.link());
    writeText("published", entry.published().toString());
    writeText("updated", entry.changed().toString());
    xml.writeStartElement("summary");
    xml.writeAttribute("type", "html");
    xml.writeCharacters("<p>" + entry.summary() + "</p>");
    xml.writeEndElement();
    for (String category : entry.categories()) {
      xml.writeEmptyElement("category");
      xml.writeAttribute("term", category);
    }
    xml.writeEndElement();
  }

  private void writeLink(String relation, String address) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", address);
  }
}
