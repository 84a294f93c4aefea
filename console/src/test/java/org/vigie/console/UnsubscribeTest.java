package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

/// The links of mails, on an embedded broker. The fixture takes `good-<address>` for a key.
class UnsubscribeTest {
  private static final String ALL = "/api/v1/subscriptions";

  @TempDir static Path directory;
  private static ConsoleBroker broker;
  private static ConsoleFixture console;

  @BeforeAll
  static void start() {
    broker = ConsoleBroker.start(directory);
    console = broker.console;
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void add(String id, String channels) throws Exception {
    HttpResponse<String> added =
        console.call(
            "POST",
            ALL,
            ConsoleFixture.EDITOR,
            "{\"id\":\"%s\",\"topics\":[\"summit\"],\"channels\":[%s]}".formatted(id, channels));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
  }

  /// As a mail program does it: without a session, from nowhere.
  private static int click(String query) throws Exception {
    return console
        .send(
            console
                .request("/unsubscribe" + query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")))
        .statusCode();
  }

  private static JsonNode show(String id) throws Exception {
    return Json.MAPPER.readTree(console.get(ALL + "/" + id, ConsoleFixture.READER).body());
  }

  @Test
  void removesTheMailboxAndLeavesTheOtherChannels() throws Exception {
    add(
        "deux",
        "{\"kind\":\"email\",\"address\":\"a@phare.example\"},"
            + "{\"kind\":\"ntfy\",\"address\":\"https://ntfy.example/desk\"}");
    String link = "?subscription=deux&channel=email&key=good-a%40phare.example";
    assertThat(click(link)).isEqualTo(204);
    assertThat(show("deux").path("channels").size()).isEqualTo(1);
    assertThat(show("deux").at("/channels/0/kind").asString()).isEqualTo("ntfy");
    assertThat(click(link)).as("once more").isEqualTo(403);
  }

  @Test
  void removesASubscriptionThatHasNoOtherChannel() throws Exception {
    add("seul", "{\"kind\":\"email\",\"address\":\"b@phare.example\"}");
    assertThat(click("?subscription=seul&channel=email&key=good-b%40phare.example")).isEqualTo(204);
    assertThat(console.get(ALL + "/seul", ConsoleFixture.READER).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAnotherKeyAndALinkThatIsNotWhole() throws Exception {
    add("garde", "{\"kind\":\"email\",\"address\":\"c@phare.example\"}");
    assertThat(click("?subscription=garde&channel=email&key=good-b%40phare.example"))
        .isEqualTo(403);
    assertThat(click("?subscription=garde&channel=email")).isEqualTo(400);
    assertThat(click("?subscription=garde&channel=phone&key=x")).isEqualTo(403);
    assertThat(click("?subscription=nobody&channel=email&key=x")).isEqualTo(403);
    assertThat(show("garde").path("state").asString()).isEqualTo("active");
  }

  @Test
  void limitsAttempts() throws Exception {
    int last = 0;
    for (int i = 0; i < 50 && last != 429; i++) {
      last = click("?subscription=nobody&channel=email&key=" + i);
    }
    assertThat(last).isEqualTo(429);
    console.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
  }
}
