package org.vigie.ingest.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/// The fields of a channel or an entry in the tree, by the names of [XmlNames]. They hold what Rome
/// does not keep: extensions, the order of fields, dates as written.
final class Fields {
  private final Element element;
  private final Map<String, List<Element>> byName = new HashMap<>();

  Fields(Element element) {
    this.element = element;
    element.getChildren().forEach(this::add);
    element.getChildren().forEach(this::addTextsOfMedia);
  }

  private void add(Element field) {
    byName.computeIfAbsent(field.getQualifiedName(), name -> new ArrayList<>(1)).add(field);
  }

  /// Titles and descriptions of media stand inside groups and contents, contents inside groups.
  /// They count as fields of the entry, behind its own.
  private void addTextsOfMedia(Element container) {
    if (FieldNames.isOfMedia(container.getQualifiedName())) {
      for (Element field : container.getChildren()) {
        if (FieldNames.isTextOfMedia(field.getQualifiedName())) {
          add(field);
        }
        addTextsOfMedia(field);
      }
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

  /// The first of these fields that has a text to read, as one line; empty if there is none.
  String line(String... names) {
    return read(names, Fields::line);
  }

  /// The same with a line for each paragraph.
  String paragraphs(String... names) {
    return read(names, Fields::paragraphs);
  }

  private String read(String[] names, Function<Element, String> reader) {
    for (String name : names) {
      for (Element field : all(name)) {
        String text = reader.apply(field);
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }

  /// The text of a field as one line, read as plain text or HTML as it declares.
  static String line(Element field) {
    return isPlain(field)
        ? PlainText.plainLine(field.getText())
        : PlainText.toLine(field.getText());
  }

  /// The same with a line for each paragraph.
  static String paragraphs(Element field) {
    return isPlain(field)
        ? PlainText.plainParagraphs(field.getText())
        : PlainText.toParagraphs(field.getText());
  }

  private static boolean isPlain(Element field) {
    return FieldNormalizer.PLAIN.equals(field.getAttributeValue("type"));
  }

  /// These fields in the order of the document.
  List<Element> inOrder(Set<String> names) {
    return element.getChildren().stream()
        .filter(field -> names.contains(field.getQualifiedName()))
        .toList();
  }

  /// An attribute of the channel or entry itself; null without one.
  @Nullable String attribute(String name) {
    return element.getAttributeValue(name);
  }
}
