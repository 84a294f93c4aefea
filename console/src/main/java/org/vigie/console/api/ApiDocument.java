package org.vigie.console.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The OpenAPI document of the API.
public final class ApiDocument {
  private static final String RESOURCE = "/org/vigie/console/openapi.yaml";

  private final byte[] source;
  private final JsonNode root;

  private ApiDocument(byte[] source, JsonNode root) {
    this.source = source;
    this.root = root;
  }

  /// Reads it from the class path.
  public static ApiDocument read() {
    try (InputStream in =
        Objects.requireNonNull(ApiDocument.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      byte[] source = in.readAllBytes();
      return new ApiDocument(source, new YAMLMapper().readTree(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As it is written.
  byte[] source() {
    return source;
  }

  /// What a route takes.
  ///
  /// @throws IllegalArgumentException if the document does not have it
  ApiOperation find(String method, String path) {
    JsonNode operation = root.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      throw new IllegalArgumentException("the document has no " + method + " " + path);
    }
    RequestSchema schemas = new RequestSchema(root);
    Map<String, JsonNode> query = new LinkedHashMap<>();
    Map<String, JsonNode> segments = new LinkedHashMap<>();
    for (JsonNode reference : operation.path("parameters")) {
      JsonNode parameter = schemas.resolve(reference);
      Map<String, JsonNode> kind =
          switch (parameter.path("in").asString()) {
            case "query" -> query;
            case "path" -> segments;
            default -> new LinkedHashMap<>();
          };
      kind.put(parameter.path("name").asString(), parameter.path("schema"));
    }
    return new ApiOperation(schemas, query, segments, findBody(schemas, operation));
  }

  private static Map<String, JsonNode> findBody(RequestSchema schemas, JsonNode operation) {
    JsonNode body = operation.path("requestBody");
    Map<String, JsonNode> byType = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> content : schemas.resolve(body).path("content").properties()) {
      byType.put(content.getKey(), content.getValue().path("schema"));
    }
    return byType;
  }
}
