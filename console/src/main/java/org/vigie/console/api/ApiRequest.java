package org.vigie.console.api;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigie.admin.AdminException;
import org.vigie.console.access.Caller;
import org.vigie.runtime.http.HttpRequest;
import org.vigie.wire.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/// A request whose parameters agree with the OpenAPI document. Belongs to its thread.
///
/// @param http as it came
/// @param operation what the document says of it
/// @param caller empty on a route for everybody
record ApiRequest(HttpRequest http, ApiOperation operation, Optional<Caller> caller) {
  private static final int DEFAULT_LIMIT = 30;

  /// Bytes of a body that anybody may send: a token.
  private static final int MAX_ANONYMOUS_BODY = 4 << 10;

  private static final ObjectReader READER =
      Json.MAPPER
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// A parameter of the path.
  String segment(String name) {
    return http.pathParameter(name);
  }

  /// A parameter of the query; empty if it is missing or blank.
  Optional<String> query(String name) {
    return http.queryParameter(name).filter(text -> !text.isBlank());
  }

  /// The words of a parameter of the query that are separated by commas.
  List<String> words(String name) {
    return query(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /// How many entries an answer may have.
  int limit() {
    return query("limit").map(Integer::valueOf).orElse(DEFAULT_LIMIT);
  }

  /// The body, which is a JSON object that agrees with the document.
  ///
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  ObjectNode readBody() throws IOException {
    JsonNode schema = operation.findBodySchema(http);
    byte[] bytes = caller.isEmpty() ? http.readBody(MAX_ANONYMOUS_BODY) : http.readBody();
    if (bytes.length == 0) {
      throw new AdminException.InvalidRequest("", "the body is missing");
    }
    JsonNode body = parse(bytes);
    operation.schemas().check("", schema, body);
    return (ObjectNode) body;
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return READER.readTree(bytes);
    } catch (JacksonException e) {
      throw new AdminException.InvalidRequest("", "the body is not valid JSON", e);
    }
  }

  /// The body as a record.
  ///
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  <T> T readBody(Class<T> type) throws IOException {
    return read(readBody(), type, "");
  }

  /// A part of a body as a record.
  ///
  /// @param path of the part, with a dot at its end; empty for the body as a whole
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  static <T> T read(JsonNode part, Class<T> type, String path) {
    try {
      return Json.MAPPER.treeToValue(part, type);
    } catch (JacksonException e) {
      String field =
          e.getPath().stream()
              .map(step -> step.getPropertyName() == null ? "" : step.getPropertyName())
              .filter(name -> !name.isEmpty())
              .collect(Collectors.joining("."));
      throw new AdminException.InvalidRequest(path + field, "cannot be read", e);
    }
  }
}
