package org.vigie.console.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.console.access.AccessControl;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.access.Caller;
import org.vigie.console.access.Login;
import org.vigie.console.access.UserSession;
import org.vigie.runtime.http.HttpReply;

/// Who asks, and the exchange of a token for a cookie.
record SessionRoutes(AccessControl access) {
  private static final String PATH = "/api/v1/session";

  /// The answer.
  ///
  /// @param csrf null if there is no session
  private record SessionView(AccessLevel role, @Nullable String csrf) {}

  /// @param token as it was printed or configured
  private record LoginRequest(String token) {}

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get(PATH, SessionRoutes::show),
        ApiRoute.open("POST", PATH, this::open),
        new ApiRoute("DELETE", PATH, Optional.of(AccessLevel.READER), this::close));
  }

  private static HttpReply show(ApiRequest request) {
    Caller caller = request.caller().orElseThrow();
    return JsonReply.ok(
            new SessionView(caller.level(), caller.session().map(UserSession::csrf).orElse(null)))
        .withHeader("Cache-Control", "no-store");
  }

  private HttpReply open(ApiRequest request) throws IOException {
    String token = request.readBody(LoginRequest.class).token();
    return switch (access.logIn(request.http(), token)) {
      case Login.LoginRefused(HttpReply reply) -> reply;
      case Login.Opened(UserSession session, String cookie) ->
          JsonReply.ok(new SessionView(session.level(), session.csrf()))
              .withHeader("Set-Cookie", cookie);
    };
  }

  private HttpReply close(ApiRequest request) {
    return request
        .caller()
        .flatMap(Caller::session)
        .map(
            session ->
                HttpReply.empty(204)
                    .withHeader("Set-Cookie", access.logOut(request.http(), session)))
        .orElseGet(() -> HttpReply.empty(204));
  }
}
