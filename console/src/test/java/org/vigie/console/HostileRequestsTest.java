package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestsTest {
  private static final ConsoleFixture CONSOLE = ConsoleFixture.withoutKafka(List.of());
  private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

  @AfterAll
  static void stop() {
    CONSOLE.close();
  }

  private static String get(String target, String headers) {
    return "GET "
        + target
        + " HTTP/1.1\r\n"
        + headers
        + "Authorization: Bearer "
        + ConsoleFixture.READER
        + "\r\nConnection: close\r\n\r\n";
  }

  private static void assertGuarded(String reply) {
    assertThat(reply)
        .contains(
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types"
                + " lit-html\r\n")
        .contains("Referrer-Policy: no-referrer\r\n")
        .contains("X-Content-Type-Options: nosniff\r\n")
        .contains("Cross-Origin-Opener-Policy: same-origin\r\n")
        .contains("Cross-Origin-Resource-Policy: same-origin\r\n")
        .contains("X-Frame-Options: DENY\r\n")
        .doesNotContainIgnoringCase("<html")
        .doesNotContain("Access-Control-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8610",
        "10.0.0.1"
      })
  void answersForNoOtherHost(String host) throws Exception {
    String reply = CONSOLE.raw(get("/api/v1/state", "Host: " + host + "\r\n"));
    assertThat(reply).startsWith("HTTP/1.1 421 ");
    assertGuarded(reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:8610", "[::1]:1", "VIGIE.example:443"})
  void answersForItsOwnNames(String host) throws Exception {
    String reply = CONSOLE.raw(get("/api/v1/state", "Host: " + host + "\r\n"));
    assertThat(reply).startsWith("HTTP/1.1 200 ");
    assertGuarded(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../etc/passwd",
        "/assets/../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2fopenapi.yaml",
        "/assets/%2e%2e%5copenapi.yaml",
        "/assets/..\\openapi.yaml",
        "/assets//js/main.js",
        "//evil.example/",
        "/assets/js/main.js%00.css",
        "/assets/%00",
        "/assets/;x=1/js",
        "/assets/",
        "/org/vigie/console/openapi.yaml",
        "/api/v1/stories/%ff",
        "/api/v1//stories",
        "/API/v1/stories",
        "*",
        "http://evil.example/api/v1/state",
      })
  void findsNothingBesideItsRoutes(String target) throws Exception {
    String reply = CONSOLE.raw(get(target, "Host: localhost\r\n"));
    assertThat(reply).matches("(?s)HTTP/1.1 (400|404|421) .*");
    assertGuarded(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: a\r\nHost: localhost\r\nHost: evil.example\r\n",
        "Host: localhost\r\nX : a\r\n",
        "Host: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "Host: localhost\r\nTransfer-Encoding: gzip, chunked, x\r\n",
        "Host: local\u0000host\r\n",
      })
  void refusesHeadersThatTwoServersCouldReadInTwoWays(String headers) throws Exception {
    String reply = CONSOLE.raw(get("/api/v1/state", headers));
    assertThat(reply).matches("(?s)HTTP/1.1 (400|501) .*");
    assertGuarded(reply);
  }

  @Test
  void putsNothingOfARequestIntoHeaders() throws Exception {
    String reply =
        CONSOLE.raw(
            get("/api/v1/stories/a%0d%0aSet-Cookie:%20vigie_session=x", "Host: localhost\r\n"));
    assertThat(reply.split("\r\n\r\n", 2)[0]).doesNotContain("Set-Cookie");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "{\"a\":1}",
        "{\"token\":1}",
        "{\"token\":null}",
        "{}",
        "{\"token\":\"a\",\"token\":\"b\"}",
        "{\"token\":\"a\"} {}",
        "{\"token\":\"a\",\"x\":1}",
      })
  void refusesBodiesOfAnotherForm(String body) throws Exception {
    HttpResponse<String> answer =
        CONSOLE.send(
            CONSOLE
                .request("/api/v1/session")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void refusesDeepAndEndlessJson() throws Exception {
    String deep = "{\"topics\":" + "[".repeat(200_000);
    assertThat(CONSOLE.call("POST", SUBSCRIPTIONS, ConsoleFixture.EDITOR, deep).statusCode())
        .isEqualTo(400);
    String digits = "{\"minScore\":" + "9".repeat(100_000) + "}";
    assertThat(CONSOLE.call("POST", SUBSCRIPTIONS, ConsoleFixture.EDITOR, digits).statusCode())
        .isEqualTo(400);
  }

  @Test
  void refusesOtherContentTypes() throws Exception {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "text/json")) {
      assertThat(
              CONSOLE
                  .send(
                      CONSOLE
                          .request("/api/v1/session")
                          .header("Content-Type", type)
                          .POST(BodyPublishers.ofString("{\"token\":\"a\"}")))
                  .statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  void boundsBodies() throws Exception {
    String large = "{\"owner\":\"" + "x".repeat(1 << 20) + "\"}";
    assertThat(CONSOLE.call("POST", SUBSCRIPTIONS, ConsoleFixture.EDITOR, large).statusCode())
        .isEqualTo(413);
    assertThat(
            CONSOLE
                .send(
                    CONSOLE
                        .request("/api/v1/feeds/opml")
                        .header("Authorization", "Bearer " + ConsoleFixture.OPERATOR)
                        .header("Content-Type", "text/x-opml")
                        .POST(BodyPublishers.ofByteArray(new byte[(8 << 20) + 1])))
                .statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "TRACE", "PATCH", "CONNECT", "BREW"})
  void knowsNoOtherMethods(String method) throws Exception {
    String reply =
        CONSOLE.raw(
            method
                + " /api/v1/state HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                + "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n");
    assertThat(reply).matches("(?s)HTTP/1.1 (400|405) .*").doesNotContain("Access-Control-Allow");
    assertGuarded(reply);
  }

  @Test
  void theTokenStandsInNoReply() throws Exception {
    for (String path : List.of("/api/v1/session", "/api/v1/state", "/api/v1/nothing")) {
      HttpResponse<String> answer = CONSOLE.get(path, ConsoleFixture.OPERATOR);
      assertThat(answer.body() + answer.headers().map()).doesNotContain(ConsoleFixture.OPERATOR);
    }
  }
}
