package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The OpenAPI document, which every answer must agree with.
final class ApiContract {
  private static final String IRI = "https://vigie.example/openapi.json";

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new HashMap<>();

  ApiContract() {
    try (InputStream in =
        Objects.requireNonNull(
            ApiContract.class.getResourceAsStream("/org/vigie/console/openapi.yaml"))) {
      document = new YAMLMapper().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String json = new JsonMapper().writeValueAsString(document);
    registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(IRI, json)));
  }

  JsonNode document() {
    return document;
  }

  /// An operation of the document.
  ///
  /// @param method in capitals
  record Operation(String method, String path, JsonNode node) {
    String level() {
      return node.path("x-vigie-level").asString("");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()))));
    return operations;
  }

  JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /// Checks status, content type and JSON of an answer.
  void assertAgrees(String method, String path, HttpResponse<String> answer) {
    String status = Integer.toString(answer.statusCode());
    if (status.equals("304")) {
      return;
    }
    JsonNode responses =
        document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
    String name = responses.has(status) ? status : "default";
    assertThat(responses.has(name) || answer.statusCode() == 405)
        .as("%s %s answers %s", method, path, status)
        .isTrue();
    String pointer =
        "/paths/" + escape(path) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + name;
    String reference = document.at(pointer).path("$ref").asString("");
    String at = reference.isEmpty() ? pointer : reference.substring(1);
    JsonNode content = document.at(at).path("content");
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
    if (content.isMissingNode()) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    assertThat(content.propertyNames()).as("%s %s", method, path).contains(type);
    if (type.endsWith("json")) {
      assertThat(validate(at + "/content/" + escape(type) + "/schema", answer.body()))
          .as("%s %s: %s", method, path, answer.body())
          .isEmpty();
    }
  }

  private List<Error> validate(String pointer, String json) {
    Schema schema =
        schemas.computeIfAbsent(
            pointer, at -> registry.getSchema(SchemaLocation.of(IRI + "#" + at)));
    return schema.validate(
        new JsonMapper().readTree(json),
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  private static String escape(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
