package org.vigie.runtime.http;

import java.io.IOException;

/// Answers the requests of a route.
@FunctionalInterface
public interface RouteHandler {
  /// Called on a virtual thread for each request, so it may block.
  ///
  /// @throws HttpException to answer with a problem; any other exception is logged and answered
  ///     with status 500 without its message
  /// @throws IOException if the request cannot be read
  HttpReply handle(HttpRequest request) throws IOException;
}
