package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdom2.Attribute;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.Text;
import org.jspecify.annotations.Nullable;

/// An element of a document that Rome has parsed: what Rome says of it, completed from the element
/// itself. Rome keeps the first of several fields, drops the elements inside most texts, does not
/// know every extension and turns dates into instants by rules of its own; wherever it tells less
/// than the document, the document is read.
final class RomeElement implements FeedElement {
  private static final Namespace RDF =
      Namespace.getNamespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  private final Element element;
  private final @Nullable String said;
  private final RomeWords words;
  private @Nullable Map<String, List<RomeElement>> parts;

  /// @param words what Rome says of the parts
  RomeElement(Element element, RomeWords words) {
    this(element, null, words);
  }

  private RomeElement(Element element, @Nullable String said, RomeWords words) {
    this.element = element;
    this.said = said;
    this.words = words;
  }

  @Override
  public List<RomeElement> all(String name) {
    if (parts == null) {
      parts = named();
    }
    return parts.getOrDefault(name, List.of());
  }

  private Map<String, List<RomeElement>> named() {
    Map<String, List<Element>> elements = new HashMap<>();
    for (Element child : element.getChildren()) {
      String name = XmlNames.of(child);
      if (!XmlNames.ENTRIES.contains(name)) {
        elements.computeIfAbsent(name, key -> new ArrayList<>(1)).add(child);
      }
    }
    Map<String, List<RomeElement>> named = HashMap.newHashMap(elements.size());
    elements.forEach((name, fields) -> named.put(name, said(fields, words.of(name))));
    return named;
  }

  private static List<RomeElement> said(List<Element> fields, List<String> words) {
    boolean complete = fields.size() == words.size();
    List<RomeElement> parts = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Element field = fields.get(i);
      boolean leaf = field.getChildren().isEmpty();
      parts.add(new RomeElement(field, complete && leaf ? words.get(i) : null, RomeWords.NONE));
    }
    return parts;
  }

  @Override
  public String text() {
    return (said == null ? element.getValue() : said).strip();
  }

  @Override
  public String html() {
    if (!holdsElements()) {
      return text();
    }
    StringBuilder out = new StringBuilder();
    append(out, element);
    return out.toString().strip();
  }

  private static void append(StringBuilder out, Element element) {
    for (Content content : element.getContent()) {
      if (content instanceof Text text) {
        out.append(HtmlText.escaped(text.getText()));
      } else if (content instanceof Element child) {
        HtmlText.element(out, child.getName(), () -> append(out, child));
      }
    }
  }

  @Override
  public String attribute(String name) {
    int colon = name.indexOf(':');
    String value =
        colon < 0
            ? element.getAttributeValue(name)
            : element.getAttributeValue(
                name.substring(colon + 1), name.startsWith("xml:") ? Namespace.XML_NAMESPACE : RDF);
    return value == null ? inAnyCase(name) : value;
  }

  private String inAnyCase(String name) {
    for (Attribute attribute : element.getAttributes()) {
      if (attribute.getQualifiedName().equalsIgnoreCase(name)) {
        return attribute.getValue();
      }
    }
    return "";
  }

  @Override
  public int place() {
    Element parent = element.getParentElement();
    return parent == null ? 0 : parent.indexOf(element);
  }

  @Override
  public boolean holdsElements() {
    return !element.getChildren().isEmpty();
  }

  @Override
  public boolean isEmpty() {
    return element.getContentSize() == 0;
  }

  @Override
  public @Nullable FeedElement parent() {
    Element parent = element.getParentElement();
    return parent == null ? null : new RomeElement(parent, RomeWords.NONE);
  }
}
