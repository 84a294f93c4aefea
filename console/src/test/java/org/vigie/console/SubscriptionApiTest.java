package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.testkit.SampleNews;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.TopicWriter;
import tools.jackson.databind.JsonNode;

/// What people change, on an embedded broker. Each test uses ids of its own.
class SubscriptionApiTest {
  private static final ApiContract CONTRACT = new ApiContract();
  private static final String ALL = "/api/v1/subscriptions";
  private static final String ONE = ALL + "/{id}";
  private static final String WEBHOOK = "https://hooks.example/services/T0/secret-part-of-it";

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

  private static JsonNode edit(String method, String path, String address, int status, String json)
      throws Exception {
    return call(method, path, address, ConsoleFixture.OPERATOR, status, json);
  }

  private static JsonNode call(
      String method, String path, String address, String token, int status, String json)
      throws Exception {
    HttpResponse<String> answer = console.call(method, address, token, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    CONTRACT.assertAgrees(method, path, answer);
    return Json.MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private static JsonNode add(String json) throws Exception {
    return edit("POST", ALL, ALL, 201, json);
  }

  @Test
  void addsShowsListsAndRemoves() throws Exception {
    HttpResponse<String> added =
        console.call(
            "POST",
            ALL,
            ConsoleFixture.EDITOR,
            """
            {"id":"bureau","owner":"Le bureau","language":"fr","topics":["ceasefire"],
             "query":"Port-Clair","countries":["RU"],"minScore":1.5,"fromOutlets":2,
             "timing":{"digest":"daily 07:30","quiet":["mon-fri 22:00-07:00"],
                       "breakThrough":{"topics":["sanctions"],"outlets":4}},
             "channels":[{"kind":"webhook","address":"%s","secret":"desk"},
                         {"kind":"email","address":"redaction@phare.example"}]}
            """
                .formatted(WEBHOOK));
    CONTRACT.assertAgrees("POST", ALL, added);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location")).contains(ALL + "/bureau");
    assertThat(added.body()).doesNotContain("secret-part");
    JsonNode shown = call("GET", ONE, ALL + "/bureau", ConsoleFixture.READER, 200, "");
    assertThat(shown).isEqualTo(Json.MAPPER.readTree(added.body()));
    assertThat(shown.at("/channels/0/address").asString()).isEqualTo("https://hooks.example/ser…");
    assertThat(shown.at("/channels/1/address").asString()).isEqualTo("redaction@phare.example");
    assertThat(shown.at("/timing/digest").asString()).isEqualTo("daily 07:30");
    assertThat(call("GET", ALL, ALL, ConsoleFixture.READER, 200, "").size()).isPositive();
    edit("DELETE", ONE, ALL + "/bureau", 204, "");
    edit("DELETE", ONE, ALL + "/bureau", 404, "");
    call("GET", ONE, ALL + "/bureau", ConsoleFixture.READER, 404, "");
  }

  @Test
  void replacesAndKeepsWhatIsNotShown() throws Exception {
    add(
        """
        {"id":"garde","topics":["summit"],"minScore":2,
         "channels":[{"kind":"webhook","address":"%s"}]}
        """
            .formatted(WEBHOOK));
    edit("PUT", ONE + "/mutes/{story}", ALL + "/garde/mutes/" + "0".repeat(32), 200, "");
    edit("PUT", ONE + "/mutes/{story}", ALL + "/garde/mutes/" + "0".repeat(32), 200, "");
    edit("POST", ONE + "/pause", ALL + "/garde/pause", 200, "");
    JsonNode replaced =
        edit(
            "PUT",
            ONE,
            ALL + "/garde",
            200,
            "{\"query\":\"sommet\",\"channels\":[{\"kind\":\"webhook\"}]}");
    assertThat(replaced.path("topics").size()).isZero();
    assertThat(replaced.path("minScore").isNull()).isTrue();
    assertThat(replaced.path("state").asString()).isEqualTo("paused");
    assertThat(replaced.path("muted").size()).isEqualTo(1);
    assertThat(replaced.at("/channels/0/address").asString())
        .isEqualTo("https://hooks.example/ser…");
    JsonNode same =
        edit(
            "PUT",
            ONE,
            ALL + "/garde",
            200,
            "{\"query\":\"sommet\",\"channels\":[{\"kind\":\"webhook\",\"name\":\"webhook\","
                + "\"address\":\"https://hooks.example/ser…\"}]}");
    assertThat(same.path("version")).isEqualTo(replaced.path("version"));
    edit("DELETE", ONE + "/mutes/{story}", ALL + "/garde/mutes/" + "0".repeat(32), 200, "");
    edit("POST", ONE + "/resume", ALL + "/garde/resume", 200, "");
    edit("POST", ONE + "/resume", ALL + "/garde/resume", 409, "");
    int version = same.path("version").intValue();
    String change = "{\"query\":\"sommet\",\"version\":%d}";
    edit("PUT", ONE, ALL + "/garde", 409, change.formatted(version - 1));
    edit("PUT", ONE, ALL + "/garde", 400, "{\"id\":\"autre\",\"query\":\"sommet\"}");
    edit("PUT", ONE, ALL + "/nobody", 404, "{\"query\":\"sommet\"}");
  }

  /// The token of a channel goes to its server: an editor could have it sent to one of his own.
  @Test
  void pairsATokenWithAServerForOperatorsAlone() throws Exception {
    String desk =
        "{\"id\":\"%s\",\"topics\":[\"summit\"],\"channels\":[{\"kind\":\"ntfy\","
            + "\"address\":\"%s\",\"secret\":\"ntfy-desk\"}]}";
    String own = desk.formatted("sien", "https://evil.example/desk");
    JsonNode refused = call("POST", ALL, ALL, ConsoleFixture.EDITOR, 400, own);
    assertThat(refused.path("field").asString()).isEqualTo("channels[0].secret");
    add(desk.formatted("telephone", "https://ntfy.example/desk"));
    call("POST", ALL, ALL, ConsoleFixture.EDITOR, 400, own);
    call(
        "POST",
        ALL,
        ALL,
        ConsoleFixture.EDITOR,
        201,
        desk.formatted("second", "https://ntfy.example/night"));
    call("PUT", ONE, ALL + "/second", ConsoleFixture.EDITOR, 400, own.replace("sien", "second"));
  }

  @Test
  void takesNoLongBodyFromStrangers() throws Exception {
    String token = "x".repeat(5_000);
    assertThat(console.logIn(token).statusCode()).isEqualTo(413);
  }

  @Test
  void silencesForAWhile() throws Exception {
    add("{\"id\":\"calme\",\"topics\":[\"summit\"]}");
    String path = ONE + "/silence";
    String address = ALL + "/calme/silence";
    assertThat(edit("POST", path, address, 200, "{\"minutes\":90}").path("silentUntil").asString())
        .isEqualTo("2026-12-01T11:12:00Z");
    assertThat(
            edit("POST", path, address, 200, "{\"until\":\"07:30\"}")
                .path("silentUntil")
                .asString())
        .isEqualTo("2026-12-02T06:30:00Z");
    assertThat(edit("POST", path, address, 200, "{\"end\":true}").path("silentUntil").isNull())
        .isTrue();
    edit("POST", path, address, 409, "{\"end\":true}");
    for (String wrong :
        new String[] {
          "{}", "{\"minutes\":0}", "{\"minutes\":1,\"end\":true}", "{\"until\":\"x\"}"
        }) {
      edit("POST", path, address, 400, wrong);
    }
  }

  @Test
  void previewsWhatNeedNotExist() throws Exception {
    String path = ALL + "/preview";
    JsonNode preview =
        edit("POST", path, path, 200, "{\"subscription\":{\"topics\":[\"summit\"]},\"days\":30}");
    assertThat(preview.path("days").asInt()).isEqualTo(30);
    JsonNode wrong = edit("POST", path, path, 400, "{\"subscription\":{\"topics\":[\"sumit\"]}}");
    assertThat(wrong.path("field").asString()).isEqualTo("subscription.topics");
    edit("POST", path, path, 400, "{\"subscription\":{\"topics\":[]}}");
    edit("POST", path, path, 400, "{\"days\":30}");
  }

  @Test
  void sendsTrials() throws Exception {
    add("{\"id\":\"essai\",\"topics\":[\"summit\"]}");
    assertThat(edit("POST", ONE + "/trial", ALL + "/essai/trial", 200, "").size()).isEqualTo(2);
    edit("POST", ONE + "/trial", ALL + "/nobody/trial", 404, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"topics\":[\"sumit\"]} | topics",
        "{\"topics\":[]} | ''",
        "{} | ''",
        "{\"query\":\"(\"} | query",
        "{\"topics\":[\"summit\"],\"id\":\"a b\"} | id",
        "{\"topics\":[\"summit\"],\"minScore\":0} | minScore",
        "{\"topics\":[\"summit\"],\"fromOutlets\":99999999999} | fromOutlets",
        "{\"topics\":[\"summit\"],\"fromOutlets\":1.5} | fromOutlets",
        "{\"topics\":\"summit\"} | topics",
        "{\"topics\":[1]} | topics[0]",
        "{\"topics\":[null]} | topics[0]",
        "{\"topics\":[\"summit\"],\"language\":\"de\"} | language",
        "{\"topics\":[\"summit\"],\"channels\":[{}]} | channels[0].kind",
        "{\"topics\":[\"summit\"],\"channels\":[{\"kind\":\"fax\"}]} | channels[0].kind",
        "{\"topics\":[\"summit\"],\"channels\":[{\"kind\":\"webhook\"}]} | channels[0].address",
        "{\"topics\":[\"summit\"],\"channels\":[{\"kind\":\"email\",\"address\":\"x\"}]} |"
            + " channels[0].address",
        "{\"topics\":[\"summit\"],\"timing\":{\"zone\":\"Mars/Base\"}} | timing.zone",
        "{\"topics\":[\"summit\"],\"timing\":{\"digest\":\"never\"}} | timing.digest",
        "{\"topics\":[\"summit\"],\"keepChannels\":true} | ''",
      })
  void namesTheWrongField(String json, String field) throws Exception {
    JsonNode problem = edit("POST", ALL, ALL, 400, json);
    assertThat(problem.path("field").asString("")).isEqualTo(field);
  }

  @Test
  void followsFeeds() throws Exception {
    String path = "/api/v1/feeds";
    JsonNode added =
        edit(
            "POST", path, path, 201, "{\"address\":\"phare.example/rss\",\"outlet\":\"Le Phare\"}");
    edit(
        "POST",
        path,
        path,
        200,
        "{\"address\":\"https://phare.example/rss\",\"outlet\":\"Le Phare\"}");
    edit("POST", path, path, 400, "{\"address\":\"ftp://phare.example\"}");
    call("GET", path, path, ConsoleFixture.READER, 200, "");
    HttpResponse<String> opml = console.get(path + "/opml", ConsoleFixture.READER);
    CONTRACT.assertAgrees("GET", path + "/opml", opml);
    assertThat(opml.body()).contains("phare.example/rss");
    HttpResponse<String> imported =
        console.send(
            console
                .request(path + "/opml")
                .header("Authorization", "Bearer " + ConsoleFixture.OPERATOR)
                .header("Content-Type", "text/x-opml")
                .POST(BodyPublishers.ofString(opml.body())));
    CONTRACT.assertAgrees("POST", path + "/opml", imported);
    assertThat(Json.MAPPER.readTree(imported.body()).path("known").asInt()).isPositive();
    String id = added.path("id").asString();
    edit("DELETE", path + "/{host}/{feed}", path + "/" + id, 204, "");
    edit("DELETE", path + "/{host}/{feed}", path + "/" + id, 404, "");
  }

  @Test
  void tellsWhatBecameOfAlerts() throws Exception {
    Alert alert = SampleNews.sanctions();
    Delivery delivery = Delivery.createPending(alert, "email", MemoryNews.NOW);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().alerts(), alert).get();
      writer.write(Catalogue.live().deliveries(), delivery).get();
    }
    JsonNode shown =
        call(
            "GET",
            "/api/v1/alerts/{id}",
            "/api/v1/alerts/" + alert.id(),
            ConsoleFixture.READER,
            200,
            "");
    assertThat(shown.at("/0/deliveries/0/state").asString()).isEqualTo("waiting");
    assertThat(shown.at("/0/why").size()).isPositive();
    assertThat(shown.at("/0/marks").size()).isPositive();
    String path = "/api/v1/deliveries";
    JsonNode list = call("GET", path, path + "?state=waiting", ConsoleFixture.READER, 200, "");
    assertThat(list.at("/deliveries/0/id").asString()).isEqualTo(delivery.id());
    edit("POST", path + "/{id}/retry", path + "/" + delivery.id() + "/retry", 202, "");
    edit("POST", path + "/{id}/drop", path + "/" + delivery.id() + "/drop", 202, "");
    edit("POST", path + "/{id}/retry", path + "/none/retry", 404, "");
    call("GET", "/api/v1/alerts/{id}", "/api/v1/alerts/none", ConsoleFixture.READER, 404, "");
  }
}
