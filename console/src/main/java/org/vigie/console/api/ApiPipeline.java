package org.vigie.console.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
/// @param costly permits of the routes that cost much
public record ApiPipeline(AccessControl access, ApiDocument document, Semaphore costly) {
  private static final int COSTLY_AT_ONCE = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /// A pipeline in which two costly requests run at a time. More would take the processors and the
  /// heap from the roles of this process.
  public ApiPipeline(AccessControl access, ApiDocument document) {
    this(access, document, new Semaphore(COSTLY_AT_ONCE, true));
  }

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

  private HttpReply call(
      ApiRoute route, ApiOperation operation, HttpRequest request, Optional<Caller> caller)
      throws IOException {
    if (!route.costly()) {
      return answer(route, operation, request, caller);
    }
    try {
      if (!costly.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return HttpReply.problem(503, "Too much of this kind is asked at once; try again.")
            .withHeader("Retry-After", "2");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return HttpReply.problem(503, "The console stops.");
    }
    try {
      return answer(route, operation, request, caller);
    } finally {
      costly.release();
    }
  }

  private static HttpReply answer(
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
