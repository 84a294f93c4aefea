package org.vigie.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Sends requests that are derived from the OpenAPI document, most of them wrong: each is answered
/// as the document says, and none makes the console fail.
class ApiFuzzTest {
  private static final int REQUESTS = Integer.getInteger("vigie.fuzz.requests", 20);
  private static final long SEED = Long.getLong("vigie.fuzz.seed", 8_610);

  private final ApiContract contract = new ApiContract();
  private final SoftAssertions faults = new SoftAssertions();
  private final SchemaFuzzer fuzzer = new SchemaFuzzer(contract.document(), SEED);

  @Test
  void noRequestMakesTheConsoleFail(@TempDir Path directory) throws Exception {
    try (ConsoleBroker broker = ConsoleBroker.start(directory)) {
      for (int i = 0; i < REQUESTS; i++) {
        for (ApiContract.Operation operation : contract.operations()) {
          // A stream of events has no end.
          if (!operation.path().endsWith("/events") && !operation.path().contains("/replays")) {
            sendOne(broker.console, operation);
          }
        }
      }
    }
    faults.assertAll();
  }

  private void sendOne(ConsoleFixture console, ApiContract.Operation operation) throws Exception {
    console.nanos.addAndGet(60_000_000_000L);
    String target = createTarget(operation);
    String body = createBody(operation);
    HttpRequest.Builder request =
        console
            .request(target)
            .header("Authorization", "Bearer " + ConsoleFixture.OPERATOR)
            .method(
                operation.method(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!fuzzer.chance(3)) {
      request.header("Content-Type", findContentType(operation));
    }
    String asked = operation.method() + " " + target + " " + body;
    HttpResponse<String> answer;
    try {
      answer = console.send(request);
    } catch (IOException e) {
      faults.fail(asked, e);
      return;
    }
    faults.check(
        () -> {
          assertThat(answer.statusCode()).as(asked).isLessThan(500);
          contract.assertAgrees(operation.method(), operation.path(), answer);
        });
  }

  private String createTarget(ApiContract.Operation operation) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (JsonNode reference : operation.node().path("parameters")) {
      JsonNode parameter = contract.resolve(reference);
      String name = parameter.path("name").asString();
      String value = encode(fuzzer.text(parameter.path("schema")));
      switch (parameter.path("in").asString()) {
        case "path" -> path = path.replace("{" + name + "}", value.isEmpty() ? "_" : value);
        case "query" -> addQuery(query, name, value);
        default -> {
          // A header of the event stream.
        }
      }
    }
    if (fuzzer.chance(3)) {
      query.add(encode(fuzzer.pick(List.of("x", "Limit", "\u0000", "limit[]"))) + "=1");
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private void addQuery(List<String> query, String name, String value) {
    if (fuzzer.chance(40)) {
      query.add(name + "=" + value);
    }
    if (fuzzer.chance(2)) {
      query.add(name + "=%ff");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private String createBody(ApiContract.Operation operation) {
    JsonNode content = content(operation);
    if (content.isEmpty()) {
      return "";
    }
    return content.has("application/json")
        ? fuzzer.body(content.at("/application~1json/schema"))
        : fuzzer.pick(
            List.of(
                "",
                "<opml version=\"2.0\"><body><outline"
                    + " xmlUrl=\"https://cap.example/rss\"/></body></opml>",
                "<opml><body><outline xmlUrl=\"javascript:alert(1)\"/></body></opml>",
                "<!DOCTYPE opml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><opml>&x;</opml>",
                "<opml>",
                "\u0000\u0001"));
  }

  private JsonNode content(ApiContract.Operation operation) {
    return contract.resolve(operation.node().path("requestBody")).path("content");
  }

  private String findContentType(ApiContract.Operation operation) {
    return content(operation).propertyNames().stream().findFirst().orElse("application/json");
  }
}
