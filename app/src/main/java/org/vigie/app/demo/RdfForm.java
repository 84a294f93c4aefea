package org.vigie.app.demo;

import javax.xml.stream.XMLStreamException;

/// Writes RSS 1.0: a channel that lists its items, with the items beside it.
final class RdfForm extends XmlForm {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String RSS = "http://purl.org/rss/1.0/";

  RdfForm(ShownFeed document) {
    super(document);
  }

  @Override
  void write() throws XMLStreamException {
    xml.writeStartElement("rdf", "RDF", RDF);
    xml.writeNamespace("rdf", RDF);
    xml.writeDefaultNamespace(RSS);
    xml.writeNamespace("dc", DC);
    channel();
    for (ShownFeed.Entry entry : document.entries()) {
      item(entry);
    }
    xml.writeEndElement();
  }

  private void channel() throws XMLStreamException {
    xml.writeStartElement("channel");
    xml.writeAttribute("rdf", RDF, "about", document.outlet().address(document.feed()));
    text("title", document.feed().title());
    text("link", home());
    text("description", document.outlet().name());
    dublinCore("date", document.changed().toString());
    xml.writeStartElement("items");
    xml.writeStartElement("rdf", "Seq", RDF);
    for (ShownFeed.Entry entry : document.entries()) {
      xml.writeEmptyElement("rdf", "li", RDF);
      xml.writeAttribute("rdf", RDF, "resource", entry.guid());
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void item(ShownFeed.Entry entry) throws XMLStreamException {
    xml.writeStartElement("item");
    xml.writeAttribute("rdf", RDF, "about", entry.guid());
    text("title", entry.title());
    text("link", entry.link());
    text("description", entry.summary());
    dublinCore("date", entry.published().toString());
    for (String category : entry.categories()) {
      dublinCore("subject", category);
    }
    xml.writeEndElement();
  }

  private void dublinCore(String element, String text) throws XMLStreamException {
    xml.writeStartElement("dc", element, DC);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
