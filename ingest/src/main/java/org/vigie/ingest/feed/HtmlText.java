package org.vigie.ingest.feed;

import java.util.Set;
import org.jsoup.nodes.Entities;

/// Elements of XML written as HTML, without prefixes and attributes: only their text will be read.
final class HtmlText {
  private static final Set<String> VOID = Set.of("br", "img", "hr");

  private HtmlText() {}

  static String escaped(String characters) {
    return Entities.escape(characters);
  }

  static void element(StringBuilder out, String localName, Runnable content) {
    out.append('<').append(localName).append('>');
    if (!VOID.contains(localName)) {
      content.run();
      out.append("</").append(localName).append('>');
    }
  }
}
