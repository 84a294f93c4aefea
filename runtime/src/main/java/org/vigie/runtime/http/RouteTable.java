package org.vigie.runtime.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.util.URIUtil;

/// Finds the route of a request. A literal segment goes before a parameter.
final class RouteTable {
  private final PathMappings<Map<String, Route>> mappings = new PathMappings<>();

  /// What a request asks for.
  sealed interface Match {}

  /// A route, and the decoded parameters of its path by name.
  record MatchedRoute(Route route, Map<String, String> parameters) implements Match {}

  /// The path is known, with other methods.
  record OtherMethod(Set<String> allowed) implements Match {}

  /// No route has this path.
  record UnknownPath() implements Match {}

  /// @throws IllegalArgumentException if two routes answer the same requests
  RouteTable(List<Route> routes) {
    Map<String, String> shapes = new HashMap<>();
    for (Route route : routes) {
      String known = shapes.putIfAbsent(route.path().replaceAll("\\{.*?}", "{}"), route.path());
      if (known != null && !known.equals(route.path())) {
        throw new IllegalArgumentException("routes: " + known + " and " + route.path() + " clash");
      }
      add(route);
    }
  }

  private void add(Route route) {
    UriTemplatePathSpec spec = new UriTemplatePathSpec(route.path());
    Map<String, Route> methods = mappings.get(spec);
    if (methods == null) {
      methods = new TreeMap<>();
      mappings.put(spec, methods);
    }
    if (methods.putIfAbsent(route.method(), route) != null) {
      throw new IllegalArgumentException(
          "routes: " + route.method() + " " + route.path() + " stands twice");
    }
  }

  /// @param path canonical and still percent-encoded, so that an encoded slash parts no segments
  Match find(String method, String path) {
    MatchedResource<Map<String, Route>> matched = mappings.getMatched(path);
    if (matched == null || !(matched.getPathSpec() instanceof UriTemplatePathSpec spec)) {
      return new UnknownPath();
    }
    Map<String, Route> methods = matched.getResource();
    Route route = methods.get(method);
    if (route == null && method.equals("HEAD")) {
      route = methods.get("GET");
    }
    return route == null
        ? new OtherMethod(allowed(methods.keySet()))
        : new MatchedRoute(route, parameters(spec, path));
  }

  private static Set<String> allowed(Set<String> methods) {
    Set<String> allowed = new TreeSet<>(methods);
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return allowed;
  }

  private static Map<String, String> parameters(UriTemplatePathSpec spec, String path) {
    Map<String, String> parameters = new HashMap<>();
    spec.getPathParams(path)
        .forEach((name, value) -> parameters.put(name, URIUtil.decodePath(value)));
    return parameters;
  }
}
