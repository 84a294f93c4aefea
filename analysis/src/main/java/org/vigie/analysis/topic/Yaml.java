package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A YAML document whose values know their position, for error messages.
sealed interface Yaml {
  /// Returns the position of this value.
  Place place();

  /// File, key path and line (from 1) of a value.
  record Place(String file, String path, int line) {
    PackException error(String problem) {
      return new PackException(
          file + ": " + (path.isEmpty() ? "" : path + " ") + "(line " + line + "): " + problem);
    }

    Place below(String key, int line) {
      return new Place(file, path.isEmpty() ? key : path + "." + key, line);
    }
  }

  /// A scalar, as written.
  record Scalar(Place place, String raw) implements Yaml {}

  /// A list.
  record Sequence(Place place, List<Yaml> values) implements Yaml {}

  /// Keys and values in the order of the file.
  record Mapping(Place place, Map<String, Yaml> values) implements Yaml {
    /// Rejects unknown keys.
    Mapping only(Set<String> known) {
      values.forEach(
          (key, value) -> {
            if (!known.contains(key)) {
              throw value.place().error("unknown key; known are " + String.join(", ", known));
            }
          });
      return this;
    }
  }

  /// Reads a document.
  ///
  /// @throws PackException if the source is no valid YAML; names file and line
  static Yaml read(String file, String source) {
    Place top = new Place(file, "", 1);
    try (JsonParser parser = YAMLFactory.builder().build().createParser(source)) {
      if (parser.nextToken() == null) {
        throw top.error("is empty");
      }
      return value(parser, top);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new Place(file, "", line).error(e.getOriginalMessage());
    }
  }

  private static Yaml value(JsonParser parser, Place place) {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw place.error("aliases are not read: write the value itself");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, place);
      case START_ARRAY -> sequence(parser, place);
      case VALUE_NULL -> new Scalar(place, "");
      default -> new Scalar(place, parser.getString());
    };
  }

  private static Yaml mapping(JsonParser parser, Place place) {
    Map<String, Yaml> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Place below = place.below(key, parser.currentTokenLocation().getLineNr());
      parser.nextToken();
      if (values.put(key, value(parser, below)) != null) {
        throw below.error("stands twice");
      }
    }
    return new Mapping(place, values);
  }

  private static Yaml sequence(JsonParser parser, Place place) {
    List<Yaml> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Place below =
          new Place(
              place.file(),
              place.path() + "[" + values.size() + "]",
              parser.currentTokenLocation().getLineNr());
      values.add(value(parser, below));
    }
    return new Sequence(place, values);
  }

  /// Returns this value as a mapping.
  default Mapping mapping() {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    throw place().error("must hold keys and values");
  }

  /// Returns this value as a list; a scalar or mapping becomes a list of one.
  default List<Yaml> list() {
    return this instanceof Sequence sequence ? sequence.values() : List.of(this);
  }

  /// Returns this value as a non-blank text.
  default String text() {
    if (this instanceof Scalar scalar && !scalar.raw().isBlank()) {
      return scalar.raw();
    }
    throw place().error("must be a text");
  }

  /// Returns this value as a number.
  default double number() {
    try {
      return Double.parseDouble(text());
    } catch (NumberFormatException e) {
      throw place().error("must be a number");
    }
  }
}
