package org.vigie.console.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vigie.admin.AdminException;
import org.vigie.runtime.http.HttpException;
import org.vigie.runtime.http.HttpRequest;
import org.vigie.runtime.settings.Suggestions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/// What the OpenAPI document says of a route.
///
/// @param schemas of the document
/// @param query schemas of the parameters of the query
/// @param segments schemas of the parameters of the path
/// @param bodies schemas of the body by content type; empty if it takes none
record ApiOperation(
    RequestSchema schemas,
    Map<String, JsonNode> query,
    Map<String, JsonNode> segments,
    Map<String, JsonNode> bodies) {
  /// Checks the parameters of a request.
  ///
  /// @throws AdminException.InvalidRequest naming the first parameter that is wrong
  void checkParameters(HttpRequest request) {
    segments.forEach(
        (name, schema) ->
            schemas.check(name, schema, StringNode.valueOf(request.pathParameter(name))));
    request.queryParameters().forEach(this::checkQueryParameter);
  }

  private void checkQueryParameter(String name, List<String> values) {
    JsonNode schema = query.get(name);
    if (schema == null) {
      throw new AdminException.InvalidRequest(
          "",
          "the query has a parameter that is not known"
              + Suggestions.nearest(name, query.keySet()));
    }
    if (values.size() > 1) {
      throw new AdminException.InvalidRequest(name, "is given more than once");
    }
    schemas.check(name, schema, toValue(schema, values.getFirst()));
  }

  private static JsonNode toValue(JsonNode schema, String text) {
    return schema.path("type").asString().equals("integer") && text.matches("-?\\d{1,9}")
        ? IntNode.valueOf(Integer.parseInt(text))
        : StringNode.valueOf(text);
  }

  /// The schema of the body of a request.
  ///
  /// @throws HttpException if its content type is another one
  JsonNode findBodySchema(HttpRequest request) {
    String type =
        request
            .header("Content-Type")
            .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .orElse("");
    JsonNode schema = bodies.get(type);
    if (schema == null) {
      throw new HttpException(
          415, "The Content-Type must be " + String.join(" or ", bodies.keySet()) + ".");
    }
    return schema;
  }
}
