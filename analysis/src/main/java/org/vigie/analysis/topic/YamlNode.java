package org.vigie.analysis.topic;

import java.math.BigDecimal;
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
sealed interface YamlNode {
  /// Returns the position of this value.
  YamlPosition place();

  /// File, key path and line (from 1) of a value.
  record YamlPosition(String file, String path, int line) {
    PackException createException(String problem) {
      return new PackException(
          file + ": " + (path.isEmpty() ? "" : path + " ") + "(line " + line + "): " + problem);
    }

    YamlPosition child(String key, int line) {
      return new YamlPosition(file, path.isEmpty() ? key : path + "." + key, line);
    }
  }

  /// A scalar, as written.
  record YamlScalar(YamlPosition place, String raw) implements YamlNode {}

  /// A list.
  record YamlSequence(YamlPosition place, List<YamlNode> values) implements YamlNode {}

  /// Keys and values in the order of the file.
  record YamlMapping(YamlPosition place, Map<String, YamlNode> values) implements YamlNode {
    /// Rejects unknown keys.
    YamlMapping requireKnownKeys(Set<String> known) {
      values.forEach(
          (key, value) -> {
            if (!known.contains(key)) {
              throw value
                  .place()
                  .createException("unknown key; known are " + String.join(", ", known));
            }
          });
      return this;
    }
  }

  /// Reads a document.
  ///
  /// @throws PackException if the source is no valid YAML; names file and line
  static YamlNode read(String file, String source) {
    YamlPosition top = new YamlPosition(file, "", 1);
    try (JsonParser parser = YAMLFactory.builder().build().createParser(source)) {
      if (parser.nextToken() == null) {
        throw top.createException("is empty");
      }
      return readValue(parser, top);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new YamlPosition(file, "", line).createException(e.getOriginalMessage());
    }
  }

  private static YamlNode readValue(JsonParser parser, YamlPosition place) {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw place.createException("aliases are not read: write the value itself");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> readMapping(parser, place);
      case START_ARRAY -> readSequence(parser, place);
      case VALUE_NULL -> new YamlScalar(place, "");
      default -> new YamlScalar(place, parser.getString());
    };
  }

  private static YamlNode readMapping(JsonParser parser, YamlPosition place) {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      YamlPosition below = place.child(key, parser.currentTokenLocation().getLineNr());
      parser.nextToken();
      if (values.put(key, readValue(parser, below)) != null) {
        throw below.createException("stands twice");
      }
    }
    return new YamlMapping(place, values);
  }

  private static YamlNode readSequence(JsonParser parser, YamlPosition place) {
    List<YamlNode> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      YamlPosition below =
          new YamlPosition(
              place.file(),
              place.path() + "[" + values.size() + "]",
              parser.currentTokenLocation().getLineNr());
      values.add(readValue(parser, below));
    }
    return new YamlSequence(place, values);
  }

  /// Returns this value as a mapping.
  default YamlMapping asMapping() {
    if (this instanceof YamlMapping mapping) {
      return mapping;
    }
    throw place().createException("must hold keys and values");
  }

  /// Returns this value as a list; a scalar or mapping becomes a list of one.
  default List<YamlNode> asList() {
    return this instanceof YamlSequence sequence ? sequence.values() : List.of(this);
  }

  /// Returns this value as a non-blank text.
  default String asText() {
    if (this instanceof YamlScalar scalar && !scalar.raw().isBlank()) {
      return scalar.raw();
    }
    throw place().createException("must be a text");
  }

  /// Returns this value as a number within both limits.
  default double asNumber(double least, double most) {
    double number = Double.NaN;
    try {
      number = Double.parseDouble(asText());
    } catch (NumberFormatException e) {
      // The same message as for a number out of range.
    }
    if (!(number >= least && number <= most)) {
      throw place()
          .createException("must be a number from " + toPlain(least) + " to " + toPlain(most));
    }
    return number;
  }

  private static String toPlain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
