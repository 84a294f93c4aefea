package org.vigie.ingest.feed;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Reads the text of a field. Elements inside a field of HTML become tags without prefixes and
/// attributes, since only their text is read later.
final class FieldText {
  /// Local names of the fields that hold HTML.
  private static final Set<String> HTML =
      XmlNames.splitNames(
          "title description summary subtitle abstract encoded body fullitem content text");

  /// Elements of HTML without an end tag; in XML they seem to contain what follows them.
  private static final Set<String> VOID = Set.of("br", "img", "hr", "wbr");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.-]*");
  private static final Pattern LOST_END = Pattern.compile("/[A-Za-z:]{1,20}(?:>|&gt;)\\s*$");

  private final FieldNames names;
  private final String field;
  private final StringBuilder out = new StringBuilder();

  private FieldText(FieldNames names, String field) {
    this.names = names;
    this.field = field;
  }

  /// The text of a field of this name, ends stripped. It ends before the first misplaced field.
  static String of(Element element, String field, FieldNames names) {
    if (element.childNodeSize() == 1 && element.childNode(0) instanceof TextNode text) {
      return text.getWholeText().strip();
    }
    FieldText text = new FieldText(names, field);
    String local = field.substring(field.indexOf(':') + 1);
    text.append(element, HTML.contains(local) && element.firstElementChild() != null);
    return text.out.toString().strip();
  }

  private void append(Element element, boolean asHtml) {
    for (Node node : element.childNodes()) {
      if (node instanceof TextNode text) {
        out.append(asHtml ? Entities.escape(text.getWholeText()) : text.getWholeText());
      } else if (node instanceof Element child) {
        if (FieldNames.endsText(field, names.of(child))) {
          cutLostEnd();
          return;
        }
        appendChild(child, asHtml);
      }
    }
  }

  /// A tag with a name that HTML cannot have is left out.
  private void appendChild(Element child, boolean asHtml) {
    String tag = child.tag().localName();
    if (!asHtml || !NAME.matcher(tag).matches()) {
      append(child, asHtml);
      return;
    }
    out.append('<').append(tag).append('>');
    append(child, true);
    if (!VOID.contains(tag)) {
      out.append("</").append(tag).append('>');
    }
  }

  private void cutLostEnd() {
    var end = LOST_END.matcher(out);
    if (end.find()) {
      out.setLength(end.start());
    }
  }
}
