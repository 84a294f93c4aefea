package org.vigie.app.demo;

import javax.xml.stream.XMLStreamException;

/// Writes RSS 1.0: a channel that lists its items, with the items beside it.
final class RdfWriter extends XmlFeedWriter {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String RSS = "http://purl.org/rss/1.0/";

  RdfWriter(FeedSnapshot document) {
    super(document);
  }

  @Override
  void writeFeed() throws XMLStreamException {
    xml.writeStartElement("rdf", "RDF", RDF);
    xml.writeNamespace("rdf", RDF);
    xml.writeDefaultNamespace(RSS);
    xml.writeNamespace("dc", DUBLIN_CORE);
    writeChannel();
    for (FeedSnapshot.SnapshotEntry entry : snapshot.entries()) {
      writeItem(entry);
    }
    xml.writeEndElement();
  }

  private void writeChannel() throws XMLStreamException {
    xml.writeStartElement("channel");
    xml.writeAttribute("rdf", RDF, "about", snapshot.outlet().createAddress(snapshot.feed()));
    writeText("title", snapshot.feed().title());
    writeText("link", formatHomeAddress());
    writeText("description", snapshot.outlet().name());
    writeDublinCore("date", snapshot.changed().toString());
    xml.writeStartElement("items");
    xml.writeStartElement("rdf", "Seq", RDF);
    for (FeedSnapshot.SnapshotEntry entry : snapshot.entries()) {
      xml.writeEmptyElement("rdf", "li", RDF);
      xml.writeAttribute("rdf", RDF, "resource", entry.guid());
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void writeItem(FeedSnapshot.SnapshotEntry entry) throws XMLStreamException {
    xml.writeStartElement("item");
    xml.writeAttribute("rdf", RDF, "about", entry.guid());
    writeText("title", entry.title());
    writeText("link", entry.link());
    writeText("description", entry.summary());
    writeDublinCore("date", entry.published().toString());
    for (String category : entry.categories()) {
      writeDublinCore("subject", category);
    }
    xml.writeEndElement();
  }

  private void writeDublinCore(String element, String text) throws XMLStreamException {
    xml.writeStartElement("dc", element, DUBLIN_CORE);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
