package org.vigie.runtime.http;

import java.util.regex.Pattern;

/// One thing that can be asked of a server.
///
/// @param method in capitals; `GET` answers `HEAD` too
/// @param path a path whose segments may be parameters: `/api/v1/stories/{id}`
public record Route(String method, String path, RouteHandler handler) {
  private static final Pattern METHOD = Pattern.compile("[A-Z]+");
  private static final Pattern PATH = Pattern.compile("/|(/([a-zA-Z0-9._~-]+|\\{[a-zA-Z]+}))+");

  /// Refuses a method or path of another form.
  public Route {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("route: '" + method + "' is no method");
    }
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("route: '" + path + "' is no path");
    }
  }

  /// A route that reads.
  public static Route get(String path, RouteHandler handler) {
    return new Route("GET", path, handler);
  }
}
