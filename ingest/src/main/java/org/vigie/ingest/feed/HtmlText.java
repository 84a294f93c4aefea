package org.vigie.ingest.feed;

import java.util.Set;
import org.jsoup.nodes.Entities;

/// Elements of XML written as HTML, without prefixes and attributes: only their text will be read.
final class HtmlText {
  /// Elements of HTML that hold nothing; naked in XML they seem to hold what follows them.
  private static final Set<String> VOID = Set.of("br", "img", "hr", "wbr");

  private HtmlText() {}

  static String escaped(String characters) {
    return Entities.escape(characters);
  }

  /// A name that is none, as broken markup has them, is left out.
  static void element(StringBuilder out, String localName, Runnable content) {
    if (!localName.matches("[A-Za-z][A-Za-z0-9.-]*")) {
      content.run();
      return;
    }
    out.append('<').append(localName).append('>');
    content.run();
    if (!VOID.contains(localName)) {
      out.append("</").append(localName).append('>');
    }
  }
}
