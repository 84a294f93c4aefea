package org.vigie.app.demo;

import javax.xml.stream.XMLStreamException;

/// Writes RSS 2.0, with the number of comments in the `slash` module.
final class RssForm extends XmlForm {
  private static final String SLASH = "http://purl.org/rss/1.0/modules/slash/";

  RssForm(ShownFeed document) {
    super(document);
  }

  @Override
  void write() throws XMLStreamException {
    xml.writeStartElement("rss");
    xml.writeAttribute("version", "2.0");
    xml.writeNamespace("slash", SLASH);
    xml.writeStartElement("channel");
    text("title", document.feed().title());
    text("link", home());
    text("description", document.outlet().name());
    text("language", "fr");
    text("lastBuildDate", mailDate(document.changed()));
    for (ShownFeed.Entry entry : document.entries()) {
      item(entry);
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void item(ShownFeed.Entry entry) throws XMLStreamException {
    xml.writeStartElement("item");
    text("title", entry.title());
    text("link", entry.link());
    xml.writeStartElement("guid");
    xml.writeAttribute("isPermaLink", "false");
    xml.writeCharacters(entry.guid());
    xml.writeEndElement();
    text("pubDate", mailDate(entry.published()));
    text("description", entry.summary());
    for (String category : entry.categories()) {
      text("category", category);
    }
    xml.writeStartElement("slash", "comments", SLASH);
    xml.writeCharacters(Integer.toString(entry.comments()));
    xml.writeEndElement();
    xml.writeEndElement();
  }
}
