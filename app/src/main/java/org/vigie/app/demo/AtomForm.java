package org.vigie.app.demo;

import javax.xml.stream.XMLStreamException;

/// Writes Atom 1.0 (RFC 4287), with summaries in HTML.
final class AtomForm extends XmlForm {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  AtomForm(ShownFeed document) {
    super(document);
  }

  @Override
  void write() throws XMLStreamException {
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    text("id", document.outlet().address(document.feed()));
    text("title", document.feed().title());
    text("updated", document.changed().toString());
    link("self", document.outlet().address(document.feed()));
    link("alternate", home());
    xml.writeStartElement("author");
    text("name", document.outlet().name());
    xml.writeEndElement();
    for (ShownFeed.Entry entry : document.entries()) {
      entry(entry);
    }
    xml.writeEndElement();
  }

  private void entry(ShownFeed.Entry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    text("id", entry.guid());
    text("title", entry.title());
    link("alternate", entry.link());
    text("published", entry.published().toString());
    text("updated", entry.changed().toString());
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

  private void link(String relation, String address) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", address);
  }
}
