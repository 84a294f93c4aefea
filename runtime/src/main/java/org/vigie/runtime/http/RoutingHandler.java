package org.vigie.runtime.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands each request to its route and writes what the route replies.
final class RoutingHandler extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(RoutingHandler.class);

  private final HostNames hosts;
  private final RouteTable routes;
  private final HttpLimits limits;
  private final HttpReplyWriter writer;

  RoutingHandler(HostNames hosts, RouteTable routes, HttpLimits limits, HttpReplyWriter writer) {
    this.hosts = hosts;
    this.routes = routes;
    this.limits = limits;
    this.writer = writer;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpReply reply = reply(request);
    try {
      writer.write(reply, request, response);
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      // The client is gone, or part of the body is: the connection must not be used again.
      log.debug("reply to {} {} broken off", request.getMethod(), request.getHttpURI(), e);
      callback.failed(e);
    }
    return true;
  }

  private HttpReply reply(Request request) {
    if (!hosts.accepts(Optional.ofNullable(Request.getServerName(request)).orElse(""))) {
      return HttpReply.problem(421, "The Host header names another host than this one.");
    }
    return switch (routes.find(request.getMethod(), Request.getPathInContext(request))) {
      case RouteTable.UnknownPath() -> HttpReply.problem(404, "There is nothing at this path.");
      case RouteTable.OtherMethod(Set<String> allowed) ->
          HttpReply.problem(405, "This path is asked with " + String.join(", ", allowed) + ".")
              .withHeader("Allow", String.join(", ", allowed));
      case RouteTable.MatchedRoute(Route route, Map<String, String> parameters) ->
          call(route, new HttpRequest(request, parameters, limits));
    };
  }

  private static HttpReply call(Route route, HttpRequest request) {
    try {
      return route.handler().handle(request);
    } catch (HttpException e) {
      return HttpReply.problem(e.status(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return HttpReply.problem(400, "The request could not be read to its end.");
    } catch (RuntimeException e) {
      log.warn("{} {} failed", route.method(), route.path(), e);
      return HttpReply.problem(500, "The request failed here; the log says more.");
    }
  }
}
