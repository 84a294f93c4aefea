package org.vigie.ingest.feed;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;
import org.jdom2.Element;
import org.jsoup.nodes.Attribute;

/// Builds the elements that Rome reads from those of the tolerant tree. A field that stands inside
/// another because an end tag is missing is moved out of it. Fields that are empty, or of which
/// nothing is seen (an image, a blank), are left out, so that the first field of a name, which is
/// all that Rome keeps of most, has a value, and what stands in for a missing field is asked for.
final class ElementBuilder {
  private static final Set<String> ADDRESSES = Set.of("href", "url", "src");
  private static final Set<String> ATTRIBUTES =
      XmlNames.splitNames("href url src rel ref type term label text lastmod ispermalink about");

  private final FieldNames names;
  private final Bases bases;
  private final FieldNormalizer normalizer;

  ElementBuilder(FieldNames names, Bases bases) {
    this.names = names;
    this.bases = bases;
    normalizer = new FieldNormalizer(names, bases);
  }

  /// Builds a channel or an entry with its fields. Entries are no fields of their channel.
  Element build(String name, org.jsoup.nodes.Element source) {
    Element element = requireNonNull(XmlNames.element(name));
    addAttributes(element, source);
    addFields(element, source);
    return element;
  }

  private void addFields(Element target, org.jsoup.nodes.Element source) {
    for (org.jsoup.nodes.Element child = source.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      String name = names.of(child);
      if (FieldNames.isField(name)) {
        addField(target, name, child);
        addMisplaced(target, name, child);
      }
    }
  }

  private void addMisplaced(Element target, String field, org.jsoup.nodes.Element source) {
    if (FieldNames.isContainer(field)) {
      return;
    }
    for (org.jsoup.nodes.Element child = source.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      String name = names.of(child);
      if (FieldNames.isMisplaced(field, name)) {
        addField(target, name, child);
        addMisplaced(target, name, child);
      }
    }
  }

  private void addField(Element target, String name, org.jsoup.nodes.Element source) {
    Element field = XmlNames.element(name);
    if (field == null) {
      return;
    }
    addAttributes(field, source);
    if (FieldNames.isContainer(name)) {
      addFields(field, source);
    } else {
      field.setText(FieldText.of(source, name, names));
    }
    normalizer.normalise(field, source);
    if (hasValue(field)) {
      target.addContent(field);
    }
  }

  private void addAttributes(Element element, org.jsoup.nodes.Element source) {
    for (Attribute attribute : source.attributes()) {
      String key = attribute.getKey().toLowerCase(Locale.ROOT);
      String name = key.equals("rdf:about") ? "about" : key;
      String value = attribute.getValue().strip();
      if (ATTRIBUTES.contains(name) && !value.isEmpty() && element.getAttribute(name) == null) {
        element.setAttribute(name, ADDRESSES.contains(name) ? bases.resolve(source, value) : value);
      }
    }
  }

  private static boolean hasValue(Element field) {
    String attribute =
        switch (field.getQualifiedName()) {
          case "enclosure", "media:content" -> "url";
          case "atom:content" -> "src";
          default -> null;
        };
    return !PlainText.isBlank(field.getText())
        || !field.getChildren().isEmpty()
        || attribute != null && field.getAttribute(attribute) != null;
  }
}
