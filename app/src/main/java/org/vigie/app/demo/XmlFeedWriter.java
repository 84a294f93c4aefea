package org.vigie.app.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes the parts that the three XML formats share: the document's head, its charset, elements
/// with text. A character that the charset lacks becomes a character reference. Writes one
/// document; not thread-safe.
abstract class XmlFeedWriter {
  static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
  private static final DateTimeFormatter MAIL_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  final FeedSnapshot snapshot;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  final XMLStreamWriter xml;

  XmlFeedWriter(FeedSnapshot document) {
    this.snapshot = document;
    try {
      this.xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, document.feed().charset().name());
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  abstract void writeFeed() throws XMLStreamException;

  byte[] toBytes() {
    SampleFeed feed = snapshot.feed();
    try {
      if (feed.bom()) {
        bytes.writeBytes(BOM);
      }
      if (feed.declared()) {
        String head = "<?xml version=\"1.0\" encoding=\"" + feed.charset().name() + "\"?>\n";
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      }
      writeFeed();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("sample feed " + feed.path(), e);
    }
    return bytes.toByteArray();
  }

  void writeText(String element, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  String formatHomeAddress() {
    return "http://" + snapshot.outlet().host() + "/";
  }

  /// The date format of HTTP and RSS 2.0 (RFC 9110, section 5.6.7).
  static String formatMailDate(Instant instant) {
    return MAIL_DATE.format(instant.atOffset(ZoneOffset.UTC));
  }
}
