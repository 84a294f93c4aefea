package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.api.ApiRoute;

/// Every route, asked by everybody.
class AccessMatrixTest {
  private static final Map<AccessLevel, String> TOKENS =
      Map.of(
          AccessLevel.READER, ConsoleFixture.READER,
          AccessLevel.EDITOR, ConsoleFixture.EDITOR,
          AccessLevel.OPERATOR, ConsoleFixture.OPERATOR);

  @TempDir static Path directory;
  private static ConsoleBroker broker;
  private static List<ApiRoute> routes;

  @BeforeAll
  static void start() {
    broker = ConsoleBroker.start(directory);
    routes =
        ApiRoutesTest.routes(broker.console).stream()
            .filter(route -> route.level().isPresent())
            .toList();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static int ask(ApiRoute route, UnaryOperator<HttpRequest.Builder> credentials)
      throws Exception {
    broker.console.nanos.addAndGet(60_000_000_000L);
    HttpRequest.Builder request =
        broker
            .console
            .request(route.path().replaceAll("\\{[a-z]+}", "none"))
            .method(route.method(), BodyPublishers.noBody());
    return broker
        .console
        .client
        .send(
            credentials.apply(request).build(),
            info -> HttpResponse.BodySubscribers.replacing(info.statusCode()))
        .statusCode();
  }

  /// An event stream has no end, and a session that is deleted is gone.
  private static boolean canBeAsked(ApiRoute route) {
    return !route.path().endsWith("/events") && !route.path().endsWith("/session");
  }

  @Test
  void nobodyIsAdmittedWithoutCredentials() throws Exception {
    for (ApiRoute route : routes) {
      assertThat(ask(route, request -> request)).as(route.toString()).isEqualTo(401);
      assertThat(ask(route, request -> request.header("Cookie", "vigie_session=guess")))
          .as(route.toString())
          .isEqualTo(401);
    }
  }

  @Test
  void tokensAdmitAsFarAsTheirLevel() throws Exception {
    for (ApiRoute route : routes) {
      for (Map.Entry<AccessLevel, String> token : TOKENS.entrySet()) {
        boolean admitted = token.getKey().includes(route.level().orElseThrow());
        if (!admitted || canBeAsked(route)) {
          int status =
              ask(route, request -> request.header("Authorization", "Bearer " + token.getValue()));
          assertThat(status != 403 && status != 401)
              .as("%s by %s: %d", route, token.getKey(), status)
              .isEqualTo(admitted);
        }
      }
    }
  }

  @Test
  void passwordsAdmitToReading() throws Exception {
    String password =
        Base64.getEncoder()
            .encodeToString(("x:" + ConsoleFixture.OPERATOR).getBytes(StandardCharsets.UTF_8));
    for (ApiRoute route : routes) {
      if (canBeAsked(route)) {
        int status = ask(route, request -> request.header("Authorization", "Basic " + password));
        assertThat(status == 403).as(route.toString()).isEqualTo(!route.method().equals("GET"));
      }
    }
  }

  @Test
  void cookiesAdmitToChangesWithTheirValueOnly() throws Exception {
    HttpResponse<String> login = broker.console.logIn(ConsoleFixture.OPERATOR);
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    String csrf = login.body().replaceFirst(".*\"csrf\":\"([^\"]+)\".*", "$1");
    for (ApiRoute route : routes) {
      if (!canBeAsked(route)) {
        continue;
      }
      boolean read = route.method().equals("GET");
      int without = ask(route, request -> request.header("Cookie", cookie));
      assertThat(without == 403).as(route.toString()).isEqualTo(!read);
      int with =
          ask(route, request -> request.header("Cookie", cookie).header("X-Vigie-Csrf", csrf));
      assertThat(with).as(route.toString()).isNotIn(401, 403);
      int foreign =
          ask(
              route,
              request ->
                  request
                      .header("Cookie", cookie)
                      .header("X-Vigie-Csrf", csrf)
                      .header("Origin", "https://evil.example"));
      assertThat(foreign).as(route.toString()).isEqualTo(403);
    }
  }

  @Test
  void onlyTheDescriptionAndTheLoginAreForEverybody() {
    assertThat(
            ApiRoutesTest.routes(broker.console).stream()
                .filter(route -> route.level().equals(Optional.empty()))
                .map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrder("POST /api/v1/session", "GET /api/v1/openapi.yaml");
  }
}
