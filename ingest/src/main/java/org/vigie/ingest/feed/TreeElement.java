package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// An element of the tolerant tree. Where a closing tag was lost, the fields after it lie inside
/// the field it should have closed; they are found there too, and cut off its text.
final class TreeElement implements FeedElement {
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
  private static final Pattern LOST_END = Pattern.compile("/[A-Za-z:]{1,20}(?:>|&gt;)\\s*$");

  private final Element element;
  private @Nullable Map<String, List<TreeElement>> parts;

  TreeElement(Element element) {
    this.element = element;
  }

  @Override
  public List<TreeElement> all(String name) {
    if (parts == null) {
      parts = named();
    }
    return parts.getOrDefault(name, List.of());
  }

  private Map<String, List<TreeElement>> named() {
    Map<String, List<TreeElement>> named = new HashMap<>();
    for (Element child = element.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      String name = XmlNames.of(child);
      if (!XmlNames.ENTRIES.contains(name)) {
        add(named, name, child);
        lift(named, name, child);
      }
    }
    return named;
  }

  private static void add(Map<String, List<TreeElement>> named, String name, Element element) {
    named.computeIfAbsent(name, key -> new ArrayList<>(1)).add(new TreeElement(element));
  }

  private static void lift(Map<String, List<TreeElement>> named, String parent, Element field) {
    if (CONTAINERS.contains(parent)) {
      return;
    }
    for (Element child = field.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      String name = XmlNames.of(child);
      if (isLifted(parent, name)) {
        add(named, name, child);
        lift(named, name, child);
      }
    }
  }

  private static boolean isLifted(String parent, String name) {
    return LIFTED.contains(name)
        || LIFTED_AFTER_TITLE.contains(name)
            && (parent.equals("title") || parent.equals("atom:title") || parent.equals("link"));
  }

  @Override
  public String text() {
    if (element.childNodeSize() == 1 && element.childNode(0) instanceof TextNode text) {
      return text.getWholeText().strip();
    }
    StringBuilder out = new StringBuilder();
    append(out, element, XmlNames.of(element), false);
    return out.toString().strip();
  }

  @Override
  public String html() {
    if (!holdsElements()) {
      return text();
    }
    StringBuilder out = new StringBuilder();
    append(out, element, XmlNames.of(element), true);
    return out.toString().strip();
  }

  @Override
  public String attribute(String name) {
    return element.attributes().getIgnoreCase(name);
  }

  @Override
  public int place() {
    return element.siblingIndex();
  }

  @Override
  public boolean holdsElements() {
    return element.firstElementChild() != null;
  }

  @Override
  public boolean isEmpty() {
    return element.childNodeSize() == 0;
  }

  @Override
  public @Nullable FeedElement parent() {
    Element parent = element.parent();
    return parent == null ? null : new TreeElement(parent);
  }

  private static void append(StringBuilder out, Element element, String name, boolean markup) {
    for (Node node : element.childNodes()) {
      if (node instanceof TextNode text) {
        out.append(markup ? HtmlText.escaped(text.getWholeText()) : text.getWholeText());
      } else if (node instanceof Element child) {
        String childName = XmlNames.of(child);
        if (isLifted(name, childName) || XmlNames.ENTRIES.contains(childName)) {
          cutLostEnd(out);
          return;
        }
        if (markup) {
          HtmlText.element(out, child.tag().localName(), () -> append(out, child, name, true));
        } else {
          append(out, child, name, false);
        }
      }
    }
  }

  private static void cutLostEnd(StringBuilder out) {
    var end = LOST_END.matcher(out);
    if (end.find()) {
      out.setLength(end.start());
    }
  }
}
