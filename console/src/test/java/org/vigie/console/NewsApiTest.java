package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsApiTest {
  private static final ConsoleFixture CONSOLE = ConsoleFixture.withoutKafka(List.of());
  private static final ApiContract CONTRACT = new ApiContract();

  @AfterAll
  static void stop() {
    CONSOLE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/session, /api/v1/session",
    "/api/v1/state, /api/v1/state",
    "/api/v1/topics, /api/v1/topics",
    "/api/v1/stories, /api/v1/stories?limit=100&topic=ceasefire&country=FR&outlet=le-phare",
    "/api/v1/stories/{id}, /api/v1/stories/story-1",
    "/api/v1/articles, /api/v1/articles?text=sommet&from=2025&to=2025-08",
    "/api/v1/articles/counts, /api/v1/articles/counts",
    "/api/v1/articles/{id}, /api/v1/articles/item-1",
    "/api/v1/alerts, /api/v1/alerts",
    "/api/v1/operations, /api/v1/operations",
    "/api/v1/openapi.yaml, /api/v1/openapi.yaml",
    "/atom/topics/{id}, /atom/topics/ceasefire",
  })
  void answersAsTheDocumentSays(String path, String address) throws Exception {
    HttpResponse<String> answer = CONSOLE.get(address, ConsoleFixture.READER);
    assertThat(answer.statusCode()).isEqualTo(200);
    CONTRACT.assertAgrees("GET", path, answer);
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        CONSOLE.send(
            CONSOLE
                .request(address)
                .header("Authorization", "Bearer " + ConsoleFixture.READER)
                .header("If-None-Match", "\"other\", " + tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(tag);
  }

  @Test
  void compressesForThoseWhoAcceptIt() throws Exception {
    HttpResponse<String> answer =
        CONSOLE.send(
            CONSOLE
                .request("/api/v1/stories")
                .header("Authorization", "Bearer " + ConsoleFixture.READER)
                .header("Accept-Encoding", "br, gzip;q=0.5"));
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/stories?limit=0, limit",
    "/api/v1/stories?limit=101, limit",
    "/api/v1/stories?limit=abc, limit",
    "/api/v1/stories?limit=1&limit=2, limit",
    "/api/v1/stories?limit=99999999999999999999, limit",
    "/api/v1/stories?from=2025, ''",
    "/api/v1/stories?limt=1, ''",
    "/api/v1/stories?cursor=zz, cursor",
    "/api/v1/articles?from=yesterday, from",
    "/api/v1/articles?from=2025&to=2024, to",
    "/api/v1/articles?from=2025-13, from",
  })
  void refusesParametersThatAreWrong(String address, String field) throws Exception {
    HttpResponse<String> answer = CONSOLE.get(address, ConsoleFixture.READER);
    assertThat(answer.statusCode()).isEqualTo(400);
    CONTRACT.assertAgrees("GET", address.replaceFirst("\\?.*", ""), answer);
    if (field.isEmpty()) {
      assertThat(answer.body()).doesNotContain("\"field\"");
    } else {
      assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
  }

  @Test
  void refusesTextsThatAreTooLong() throws Exception {
    String text = "x".repeat(2_001);
    HttpResponse<String> answer =
        CONSOLE.get("/api/v1/stories?text=" + text, ConsoleFixture.READER);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("has more than 2000 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/stories/none",
        "/api/v1/articles/none",
        "/atom/topics/none",
        "/api/v1/nothing",
        "/api/v1/stories/%00",
        "/api/v1/stories/..%2f..%2fetc",
      })
  void knowsNothingElse(String address) throws Exception {
    HttpResponse<String> answer = CONSOLE.get(address, ConsoleFixture.READER);
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
