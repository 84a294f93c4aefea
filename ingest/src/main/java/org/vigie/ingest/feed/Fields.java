package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// The named parts of one entry or channel. Where a closing tag was lost, the fields after it lie
/// inside the field it should have closed; they are found there too, and cut off its text.
final class Fields {
  private static final Set<String> ENTRIES = Set.of("item", "atom:entry", "entry");
  private static final Set<String> LIFTED =
      Set.of(
          "description",
          "guid",
          "pubdate",
          "category",
          "enclosure",
          "comments",
          "content:encoded",
          "dc:date",
          "dc:creator",
          "dc:subject",
          "atom:id",
          "atom:updated",
          "atom:published",
          "atom:summary",
          "atom:content");
  private static final Set<String> LIFTED_AFTER_TITLE = Set.of("link", "author", "atom:link");
  private static final Set<String> CONTAINERS =
      Set.of("image", "textinput", "media:group", "media:content", "atom:source", "items");
  private static final Pattern LOST_END = Pattern.compile("/[A-Za-z:]{1,20}>\\s*$");

  private final Map<String, List<Element>> byName = new LinkedHashMap<>();

  Fields(Element entry) {
    for (Element child = entry.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      String name = XmlNames.of(child);
      if (!ENTRIES.contains(name)) {
        add(name, child);
        lift(name, child);
      }
    }
  }

  private void add(String name, Element element) {
    byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(element);
  }

  private void lift(String parent, Element field) {
    if (CONTAINERS.contains(parent)) {
      return;
    }
    for (Element child = field.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      String name = XmlNames.of(child);
      if (isLifted(parent, name)) {
        add(name, child);
        lift(name, child);
      }
    }
  }

  private static boolean isLifted(String parent, String name) {
    return LIFTED.contains(name)
        || LIFTED_AFTER_TITLE.contains(name)
            && (parent.equals("title") || parent.equals("atom:title") || parent.equals("link"));
  }

  List<Element> all(String name) {
    return byName.getOrDefault(name, List.of());
  }

  @Nullable Element first(String... names) {
    for (String name : names) {
      for (Element element : all(name)) {
        if (element.childNodeSize() > 0) {
          return element;
        }
      }
    }
    return null;
  }

  /// The text of the first of these fields that has one, ends stripped; null where none has.
  @Nullable String text(String... names) {
    for (String name : names) {
      for (Element element : all(name)) {
        String text = text(element);
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return null;
  }

  /// The characters of an element, up to the first field that a lost end tag left inside it.
  static String text(Element element) {
    if (element.childNodeSize() == 1 && element.childNode(0) instanceof TextNode text) {
      return text.getWholeText().strip();
    }
    StringBuilder out = new StringBuilder();
    append(out, element, XmlNames.of(element), false);
    return out.toString().strip();
  }

  /// The content of an element as HTML: escaped HTML as it stands, elements of XML written out.
  static String html(Element element) {
    if (element.firstElementChild() == null) {
      return text(element);
    }
    StringBuilder out = new StringBuilder();
    append(out, element, XmlNames.of(element), true);
    return out.toString().strip();
  }

  private static void append(StringBuilder out, Element element, String name, boolean markup) {
    for (Node node : element.childNodes()) {
      if (node instanceof TextNode text) {
        out.append(markup ? Entities.escape(text.getWholeText()) : text.getWholeText());
      } else if (node instanceof Element child) {
        String childName = XmlNames.of(child);
        if (isLifted(name, childName) || ENTRIES.contains(childName)) {
          cutLostEnd(out);
          return;
        }
        appendChild(out, child, name, markup);
      }
    }
  }

  private static void appendChild(StringBuilder out, Element child, String name, boolean markup) {
    if (!markup) {
      append(out, child, name, false);
      return;
    }
    String tag = child.tag().localName();
    out.append('<').append(tag).append('>');
    if (!tag.equals("br") && !tag.equals("img") && !tag.equals("hr")) {
      append(out, child, name, true);
      out.append("</").append(tag).append('>');
    }
  }

  private static void cutLostEnd(StringBuilder out) {
    var end = LOST_END.matcher(out);
    if (end.find()) {
      out.setLength(end.start());
    }
  }
}
