package org.vigie.runtime.http;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what fails before a route is found, such as a request that is no HTTP. Jetty's own
/// answer is a page of HTML that quotes the request.
///
/// @param writer writes the answers
record ProblemErrorHandler(HttpReplyWriter writer) implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer given ? given : 500;
    try {
      // Jetty closes the connection afterwards; a client that is not told so would use it again.
      HttpReply reply = HttpReply.problem(status, detail(status)).withHeader("Connection", "close");
      writer.write(reply, request, response);
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      callback.failed(e);
    }
    return true;
  }

  private static String detail(int status) {
    return status < 500
        ? "The request is not understood or exceeds a limit."
        : "The request cannot be served now.";
  }
}
