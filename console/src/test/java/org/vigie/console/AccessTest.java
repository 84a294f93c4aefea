package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String SESSION = "/api/v1/session";
  private static final String STATE = "/api/v1/state";
  private static final String CSRF = "X-Vigie-Csrf";

  private final ConsoleFixture console = ConsoleFixture.withoutKafka(List.of());

  @AfterEach
  void stop() {
    console.close();
  }

  /// A session as a browser has it.
  private record BrowserSession(String cookie, String csrf) {
    static BrowserSession of(HttpResponse<String> login) {
      return new BrowserSession(
          login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0],
          login.body().replaceFirst(".*\"csrf\":\"([^\"]+)\".*", "$1"));
    }
  }

  private HttpRequest.Builder withCookie(String path, BrowserSession session) {
    return console.request(path).header("Cookie", "theme=dark; " + session.cookie());
  }

  private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    return console.send(request).statusCode();
  }

  @Test
  void exchangesATokenForACookieThatScriptsCannotRead() throws Exception {
    HttpResponse<String> login = console.logIn(ConsoleFixture.EDITOR);
    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.body()).contains("\"role\":\"editor\"");
    assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
        .matches("vigie_session_\\d+=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
    BrowserSession session = BrowserSession.of(login);
    HttpResponse<String> shown = console.send(withCookie(SESSION, session));
    assertThat(shown.body()).isEqualTo("{\"role\":\"editor\",\"csrf\":\"" + session.csrf() + "\"}");
  }

  @Test
  void marksTheCookieAsSecureBehindATlsProxy() throws Exception {
    String body = "{\"token\":\"" + ConsoleFixture.READER + "\"}";
    String reply =
        console.raw(
            "POST /api/v1/session HTTP/1.1\r\nHost: vigie.example\r\nX-Forwarded-Proto: https\r\n"
                + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(reply).startsWith("HTTP/1.1 200 ").contains("SameSite=Strict; Secure");
  }

  @Test
  void changesNeedTheValueOfTheSession() throws Exception {
    BrowserSession session = BrowserSession.of(console.logIn(ConsoleFixture.OPERATOR));
    assertThat(status(withCookie(SESSION, session).DELETE())).isEqualTo(403);
    assertThat(status(withCookie(SESSION, session).header(CSRF, "wrong").DELETE())).isEqualTo(403);
    assertThat(
            status(
                withCookie(SESSION, session)
                    .header(CSRF, session.csrf())
                    .header("Origin", "https://evil.example")
                    .DELETE()))
        .isEqualTo(403);
    assertThat(
            status(
                withCookie(SESSION, session)
                    .header(CSRF, session.csrf())
                    .header("Sec-Fetch-Site", "same-site")
                    .DELETE()))
        .isEqualTo(403);
    HttpResponse<String> ended =
        console.send(
            withCookie(SESSION, session)
                .header(CSRF, session.csrf())
                .header("Origin", console.address())
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE());
    assertThat(ended.statusCode()).isEqualTo(204);
    assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; Max-Age=0");
    assertThat(status(withCookie(SESSION, session))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "http://127.0.0.1:1", "https://evil.example", "http://[", "file://"})
  void readsNothingForAnotherOrigin(String origin) throws Exception {
    BrowserSession session = BrowserSession.of(console.logIn(ConsoleFixture.READER));
    assertThat(status(withCookie(STATE, session).header("Origin", origin))).isEqualTo(403);
  }

  @Test
  void opensNoSessionForAnotherSite() throws Exception {
    assertThat(
            status(
                console
                    .request(SESSION)
                    .header("Content-Type", "application/json")
                    .header("Origin", "https://evil.example")
                    .POST(
                        BodyPublishers.ofString("{\"token\":\"" + ConsoleFixture.READER + "\"}"))))
        .isEqualTo(403);
  }

  @Test
  void takesAPasswordForReadingOnly() throws Exception {
    String basic = basic("reader", ConsoleFixture.OPERATOR);
    assertThat(status(console.request(STATE).header("Authorization", basic))).isEqualTo(200);
    assertThat(status(console.request(SESSION).header("Authorization", basic).DELETE()))
        .isEqualTo(403);
    for (String wrong : List.of(basic("a", "b"), "Basic ###", "Basic", "Digest x", "Bearer")) {
      assertThat(status(console.request(STATE).header("Authorization", wrong))).isEqualTo(401);
    }
  }

  private static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                (name + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void asksReadersOfFeedsForAPassword() throws Exception {
    assertThat(
            console
                .send(console.request("/atom/topics/summit"))
                .headers()
                .firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Vigie\"");
    assertThat(console.send(console.request(STATE)).headers().firstValue("WWW-Authenticate"))
        .contains("Bearer");
  }

  @Test
  void boundsWrongTokensOfAnAddress() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(console.logIn("wrong-token-number-" + i).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> refused = console.logIn("wrong-token-number-10");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("6");
    assertThat(console.get(STATE, "wrong").statusCode()).isEqualTo(429);
    assertThat(console.get(STATE, ConsoleFixture.READER).statusCode())
        .as("others at the address, such as that of a proxy")
        .isEqualTo(200);
    assertThat(console.logIn(ConsoleFixture.OPERATOR).statusCode()).isEqualTo(200);
    console.nanos.addAndGet(Duration.ofSeconds(7).toNanos());
    assertThat(console.logIn("wrong-token-number-11").statusCode()).isEqualTo(401);
  }

  @Test
  void boundsTheRequestsOfACaller() throws Exception {
    for (int i = 0; i < 200; i++) {
      assertThat(console.get("/api/v1/session", ConsoleFixture.READER).statusCode()).isEqualTo(200);
    }
    assertThat(console.get(SESSION, ConsoleFixture.READER).statusCode()).isEqualTo(429);
    assertThat(console.get(SESSION, ConsoleFixture.EDITOR).statusCode()).isEqualTo(200);
    console.nanos.addAndGet(Duration.ofMillis(21).toNanos());
    assertThat(console.get(SESSION, ConsoleFixture.READER).statusCode()).isEqualTo(200);
  }

  @Test
  void sessionsEnd() throws Exception {
    BrowserSession idle = BrowserSession.of(console.logIn(ConsoleFixture.READER));
    console.clock.advance(Duration.ofHours(12).plusSeconds(1));
    assertThat(status(withCookie(STATE, idle))).isEqualTo(401);
    BrowserSession busy = BrowserSession.of(console.logIn(ConsoleFixture.READER));
    for (int i = 0; i < 16; i++) {
      console.clock.advance(Duration.ofHours(10));
      assertThat(status(withCookie(STATE, busy))).isEqualTo(200);
    }
    console.clock.advance(Duration.ofHours(10));
    assertThat(status(withCookie(STATE, busy))).isEqualTo(401);
  }

  @Test
  void tokensInTheQueryAreNotTaken() throws Exception {
    assertThat(status(console.request(STATE + "?token=" + ConsoleFixture.READER))).isEqualTo(401);
    HttpResponse<String> answer =
        console.get(STATE + "?token=" + ConsoleFixture.READER, ConsoleFixture.READER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(ConsoleFixture.READER);
  }
}
