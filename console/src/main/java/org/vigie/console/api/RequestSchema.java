package org.vigie.console.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.admin.AdminException;
import org.vigie.runtime.settings.Suggestions;
import tools.jackson.databind.JsonNode;

/// Holds what clients send to the schemas of the OpenAPI document, as far as these use JSON Schema:
/// `$ref`, `type`, `enum`, `properties`, `required`, `items`, `allOf`, `oneOf` of null and another,
/// and the limits of texts, numbers and lists. Unlike JSON Schema it refuses properties that the
/// document does not name.
record RequestSchema(JsonNode document) {
  /// @param path of the value in its request; empty for the body as a whole
  /// @throws AdminException.InvalidRequest naming the first value that is wrong
  void check(String path, JsonNode schema, JsonNode value) {
    List<JsonNode> parts = new ArrayList<>();
    collect(schema, value, parts);
    for (JsonNode part : parts) {
      checkValue(path, part, value);
    }
    if (value.isObject()) {
      checkProperties(path, parts, value);
    } else if (value.isArray()) {
      checkItems(path, parts, value);
    }
  }

  JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  /// The schemas that must all be met, without those that only refer to others.
  private void collect(JsonNode schema, JsonNode value, List<JsonNode> parts) {
    JsonNode resolved = resolve(schema);
    if (resolved.has("oneOf")) {
      boolean nullable = resolved.get("oneOf").valueStream().anyMatch(RequestSchema::isNull);
      if (!(nullable && value.isNull())) {
        resolved
            .get("oneOf")
            .valueStream()
            .filter(one -> !isNull(one))
            .forEach(one -> collect(one, value, parts));
      }
      return;
    }
    parts.add(resolved);
    resolved.path("allOf").valueStream().forEach(part -> collect(part, value, parts));
  }

  private static boolean isNull(JsonNode schema) {
    return schema.path("type").asString("").equals("null");
  }

  private static void checkValue(String path, JsonNode schema, JsonNode value) {
    JsonNode type = schema.path("type");
    List<String> types =
        type.isArray()
            ? type.valueStream().map(JsonNode::asString).toList()
            : type.isMissingNode() ? List.of() : List.of(type.asString());
    if (!types.isEmpty() && types.stream().noneMatch(one -> isOfType(one, value))) {
      throw new AdminException.InvalidRequest(
          path,
          "must be "
              + types.stream().map(RequestSchema::describe).collect(Collectors.joining(" or ")));
    }
    JsonNode words = schema.path("enum");
    if (words.isArray() && words.valueStream().noneMatch(value::equals)) {
      throw new AdminException.InvalidRequest(
          path,
          "must be one of "
              + words.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
    }
    if (value.isString()) {
      checkLength(path, schema, value.asString());
    } else if (value.isNumber()) {
      checkRange(path, schema, value);
    }
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
      case "number" -> value.isNumber() && Double.isFinite(value.doubleValue());
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> throw new IllegalStateException("the document has the type '" + type + "'");
    };
  }

  private static String describe(String type) {
    return switch (type) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "an object";
      default -> type;
    };
  }

  private static void checkLength(String path, JsonNode schema, String text) {
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (text.codePointCount(0, text.length()) > most) {
      throw new AdminException.InvalidRequest(path, "has more than " + most + " characters");
    }
  }

  private static void checkRange(String path, JsonNode schema, JsonNode value) {
    double number = value.doubleValue();
    if (schema.has("minimum") && number < schema.get("minimum").doubleValue()) {
      throw new AdminException.InvalidRequest(
          path, "must be at least " + schema.get("minimum").asString());
    }
    if (schema.has("maximum") && number > schema.get("maximum").doubleValue()) {
      throw new AdminException.InvalidRequest(
          path, "must be at most " + schema.get("maximum").asString());
    }
  }

  private void checkProperties(String path, List<JsonNode> parts, JsonNode value) {
    String prefix = path.isEmpty() ? "" : path + ".";
    Map<String, JsonNode> known = new LinkedHashMap<>();
    for (JsonNode part : parts) {
      part.path("properties").properties().forEach(one -> known.put(one.getKey(), one.getValue()));
    }
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      JsonNode schema = known.get(property.getKey());
      if (schema == null) {
        throw new AdminException.InvalidRequest(
            path,
            "has a field that is not known"
                + Suggestions.nearest(property.getKey(), known.keySet()));
      }
      check(prefix + property.getKey(), schema, property.getValue());
    }
    for (JsonNode part : parts) {
      for (JsonNode name : part.path("required")) {
        if (!value.has(name.asString())) {
          throw new AdminException.InvalidRequest(prefix + name.asString(), "is missing");
        }
      }
    }
  }

  private void checkItems(String path, List<JsonNode> parts, JsonNode value) {
    for (JsonNode part : parts) {
      int most = part.path("maxItems").asInt(Integer.MAX_VALUE);
      if (value.size() > most) {
        throw new AdminException.InvalidRequest(path, "has more than " + most + " entries");
      }
      if (part.has("items")) {
        for (int i = 0; i < value.size(); i++) {
          check(path + "[" + i + "]", part.get("items"), value.get(i));
        }
      }
    }
  }
}
