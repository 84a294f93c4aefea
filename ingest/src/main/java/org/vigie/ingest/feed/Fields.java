package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/// The fields of a channel or an entry in the tree, by the names of [XmlNames]. They hold what Rome
/// does not keep: extensions, the order of fields, dates as written.
final class Fields {
  private final Element element;
  private final Map<String, List<Element>> byName = new HashMap<>();

  Fields(Element element) {
    this.element = element;
    for (Element field : element.getChildren()) {
      byName.computeIfAbsent(field.getQualifiedName(), name -> new ArrayList<>(1)).add(field);
    }
  }

  /// The fields of one name in the order of the document.
  List<Element> all(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /// The texts of these fields, names that stand earlier before those that stand later.
  List<String> texts(String... names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      for (Element field : all(name)) {
        if (!field.getText().isEmpty()) {
          texts.add(field.getText());
        }
      }
    }
    return texts;
  }

  /// The first of these texts; empty if there is none.
  String text(String... names) {
    List<String> texts = texts(names);
    return texts.isEmpty() ? "" : texts.getFirst();
  }

  /// The texts of these fields in the order of the document.
  List<String> textsInOrder(Set<String> names) {
    return element.getChildren().stream()
        .filter(field -> names.contains(field.getQualifiedName()))
        .map(Element::getText)
        .toList();
  }

  /// An attribute of the channel or entry itself; null without one.
  @Nullable String attribute(String name) {
    return element.getAttributeValue(name);
  }
}
