package org.vigie.console.api;

import java.io.IOException;
import java.util.Optional;
import org.vigie.console.access.AccessLevel;
import org.vigie.runtime.http.HttpReply;

/// Something that can be asked of the API.
///
/// @param method in capitals
/// @param path as in the OpenAPI document
/// @param level who may ask; empty for everybody
/// @param handler answers
/// @param costly whether it reads whole Kafka topics or analyses many texts: few of these run at a
///     time
public record ApiRoute(
    String method, String path, Optional<AccessLevel> level, ApiHandler handler, boolean costly) {
  ApiRoute(String method, String path, Optional<AccessLevel> level, ApiHandler handler) {
    this(method, path, level, handler, false);
  }

  /// The same as a costly one.
  ApiRoute asCostly() {
    return new ApiRoute(method, path, level, handler, true);
  }

  /// Answers the requests of a route.
  @FunctionalInterface
  interface ApiHandler {
    /// @throws IOException if the request cannot be read
    HttpReply handle(ApiRequest request) throws IOException;
  }

  static ApiRoute get(String path, ApiHandler handler) {
    return new ApiRoute("GET", path, Optional.of(AccessLevel.READER), handler);
  }

  static ApiRoute edit(String method, String path, ApiHandler handler) {
    return new ApiRoute(method, path, Optional.of(AccessLevel.EDITOR), handler);
  }

  static ApiRoute operate(String method, String path, ApiHandler handler) {
    return new ApiRoute(method, path, Optional.of(AccessLevel.OPERATOR), handler);
  }

  static ApiRoute open(String method, String path, ApiHandler handler) {
    return new ApiRoute(method, path, Optional.empty(), handler);
  }
}
