package org.vigie.console.api;

import java.io.IOException;
import java.util.Optional;
import org.vigie.admin.AdminException;
import org.vigie.admin.index.StaleCursorException;
import org.vigie.console.access.AccessControl;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.access.Admission;
import org.vigie.console.access.Caller;
import org.vigie.console.reply.ReplyEncoding;
import org.vigie.runtime.http.HttpReply;
import org.vigie.runtime.http.HttpRequest;
import org.vigie.runtime.http.Route;

/// What every request of the API passes: access, the document, its handler, the encoding of the
/// reply.
///
/// @param access who may ask
/// @param document what may be asked
public record ApiPipeline(AccessControl access, ApiDocument document) {
  /// The route of the server for a route of the API.
  ///
  /// @throws IllegalArgumentException if the document does not have it
  public Route toRoute(ApiRoute route) {
    ApiOperation operation = document.find(route.method(), route.path());
    return new Route(
        route.method(),
        route.path(),
        request -> ReplyEncoding.encode(handle(route, operation, request), request));
  }

  private HttpReply handle(ApiRoute route, ApiOperation operation, HttpRequest request)
      throws IOException {
    Optional<AccessLevel> level = route.level();
    if (level.isEmpty()) {
      return call(route, operation, request, Optional.empty());
    }
    return switch (access.admit(request, level.get())) {
      case Admission.Refused(HttpReply reply) -> reply;
      case Admission.Admitted(Caller caller) ->
          call(route, operation, request, Optional.of(caller));
    };
  }

  private static HttpReply call(
      ApiRoute route, ApiOperation operation, HttpRequest request, Optional<Caller> caller)
      throws IOException {
    try {
      operation.checkParameters(request);
      return route.handler().handle(new ApiRequest(request, operation, caller));
    } catch (AdminException.InvalidRequest e) {
      return HttpReply.problem(400, String.valueOf(e.getMessage()), e.field());
    } catch (AdminException.NotFound e) {
      return HttpReply.problem(404, String.valueOf(e.getMessage()));
    } catch (AdminException.Conflict e) {
      return HttpReply.problem(409, String.valueOf(e.getMessage()));
    } catch (StaleCursorException e) {
      return HttpReply.problem(410, String.valueOf(e.getMessage()));
    } catch (AdminException.IndexUnavailable e) {
      return HttpReply.problem(503, String.valueOf(e.getMessage())).withHeader("Retry-After", "1");
    } catch (AdminException.KafkaUnavailable e) {
      return HttpReply.problem(503, "Kafka cannot be reached: " + e.getMessage())
          .withHeader("Retry-After", "5");
    }
  }
}
