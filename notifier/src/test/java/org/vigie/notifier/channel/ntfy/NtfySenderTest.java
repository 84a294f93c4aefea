package org.vigie.notifier.channel.ntfy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Urgency;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.ChannelSenderContract;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

class NtfySenderTest extends ChannelSenderContract {
  private final Map<String, String> secrets = new HashMap<>(Map.of("phone", "tk_hushhush\n"));
  private LocalHttpServer server;
  private NtfySender sender;

  @BeforeEach
  void start() {
    server = new LocalHttpServer().serve("/", "{\"id\":\"x1\"}");
    sender =
        new NtfySender(
            NtfySettings.of(true),
            name -> Optional.ofNullable(secrets.get(name)),
            InstantSource.fixed(Instant.parse("2025-03-15T10:00:00Z")));
  }

  @AfterEach
  void stop() {
    sender.close();
    server.close();
  }

  @Override
  protected ChannelSender contractSender() {
    return sender;
  }

  @Override
  protected Channel workingChannel() {
    return channel("/desk", "phone", Urgency.NONE);
  }

  @Override
  protected List<String> arrived() {
    return server.requests().stream().map(request -> request.header("idempotency-key")).toList();
  }

  @Override
  protected String trace(Message message) {
    return message.id();
  }

  private Channel.Ntfy channel(String path, @Nullable String secret, Urgency urgent) {
    return new Channel.Ntfy("phone", server.at(path), secret, Channel.Ntfy.Priority.LOW, urgent);
  }

  private static Message message(Channel channel, Alert... alerts) {
    return new Message(
        "d1",
        channel,
        new Message.Reader(List.of("desk"), Language.FR, NotificationTiming.DEFAULT_ZONE),
        new Message.ToldAlerts(List.of(alerts), alerts.length > 1 ? HoldReason.DIGEST : null),
        null);
  }

  private SendResult send(Channel channel, Alert... alerts) {
    try {
      return sender.send(message(channel, alerts));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode lastBody() {
    return Json.read(server.requests().getLast().text(), JsonNode.class);
  }

  private static Alert alert(String story, int seq) {
    return SampleAlerts.alert()
        .story(story)
        .revision(seq == 1 ? Alert.Kind.NEW : Alert.Kind.UPDATE, seq)
        .title("Paris et Hanoï signent un accord")
        .url("https://phare.example/" + story)
        .build();
  }

  @Test
  void postsToTheRootOfTheServer() {
    assertThat(send(channel("/desk", "phone", Urgency.NONE), alert("s1", 1)))
        .isEqualTo(new SendResult.Delivered());

    LocalHttpServer.Request request = server.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST / HTTP/1.1");
    assertThat(request.header("authorization")).isEqualTo("Bearer tk_hushhush");
    assertThat(request.header("content-type")).startsWith("application/json");
    JsonNode body = lastBody();
    assertThat(body.get("topic").asString()).isEqualTo("desk");
    assertThat(body.get("title").asString()).contains("Paris et Hanoï signent un accord");
    assertThat(body.get("message").asString()).contains("Le Phare");
    assertThat(body.get("priority").asInt()).isEqualTo(2);
    assertThat(body.get("click").asString()).isEqualTo("https://phare.example/s1");
    assertThat(body.get("markdown").asBoolean()).isFalse();
  }

  @Test
  void findsAServerBelowAPath() {
    server.serve("/ntfy/", "{}");
    assertThat(send(channel("/ntfy/desk", null, Urgency.NONE), alert("s1", 1)))
        .isEqualTo(new SendResult.Delivered());
    assertThat(lastBody().get("topic").asString()).isEqualTo("desk");
    assertThat(server.requests().getFirst().headers()).doesNotContainKey("authorization");
  }

  @Test
  void replacesTheNotificationOfAnEarlierAlert() {
    Channel channel = channel("/desk", null, Urgency.NONE);
    send(channel, alert("s1", 1));
    String first = lastBody().get("sequence_id").asString();
    assertThat(first).isEqualTo(alert("s1", 1).id());
    send(channel, alert("s1", 2));
    assertThat(lastBody().get("sequence_id").asString()).isEqualTo(first);
    assertThat(server.requests().getLast().header("x-sequence-id")).isEqualTo(first);
    send(channel, alert("s1", 3), alert("s2", 1));
    assertThat(lastBody().get("sequence_id").asString()).isEqualTo("d1");
  }

  @Test
  void offersTheFirstArticlesOfADigest() {
    send(
        channel("/desk", null, Urgency.NONE),
        alert("s1", 1),
        alert("s2", 1),
        alert("s3", 1),
        alert("s4", 1));
    JsonNode body = lastBody();
    assertThat(body.has("click")).isFalse();
    assertThat(body.get("actions").values())
        .extracting(action -> action.get("url").asString())
        .containsExactly(
            "https://phare.example/s4", "https://phare.example/s3", "https://phare.example/s2");
  }

  @Test
  void raisesThePriorityOfWhatIsUrgent() {
    Alert broad = SampleAlerts.alert().outlets("un", "deux", "trois").build();
    send(channel("/desk", null, new Urgency(List.of(), 3)), alert("s1", 1), broad);
    assertThat(lastBody().get("priority").asInt()).isEqualTo(5);
    send(channel("/desk", null, new Urgency(List.of(), 4)), alert("s1", 1), broad);
    assertThat(lastBody().get("priority").asInt()).isEqualTo(2);
  }

  @Test
  void waitsForATokenThatIsMissingOrIsNone() {
    assertThat(send(channel("/desk", "unknown", Urgency.NONE), alert("s1", 1)))
        .isEqualTo(
            new SendResult.NotSent(
                "secret 'unknown' is not in the configuration;"
                    + " set VIGIE_SECRET_UNKNOWN to an access token of the ntfy server"));
    for (String wrong : List.of("tk_hush\nX-Evil: 1", "whsec_hush", "tk_hüsh", "")) {
      secrets.put("phone", wrong);
      assertThat(send(channel("/desk", "phone", Urgency.NONE), alert("s1", 1)))
          .isInstanceOfSatisfying(
              SendResult.NotSent.class,
              result ->
                  assertThat(result.problem())
                      .startsWith("secret 'phone' is no access token, as in tk_…")
                      .doesNotContain("hush", "hüsh"));
    }
    assertThat(server.requests()).isEmpty();
    assertThat(NtfySender.findProblem(name -> Optional.of("tk_1"), "phone")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "401 Unauthorized, phone, the access token in secret 'phone' may not write to the topic",
    "403 Forbidden, phone, the access token in secret 'phone' may not write to the topic",
    "403 Forbidden, , 'the topic needs an access token, give the channel its secret'",
  })
  void waitsForATokenThatMayWrite(String status, @Nullable String secret, String advice) {
    server.answerWith(
        "/",
        (request, out) ->
            out.write(LocalHttpServer.response(status, "{\"code\":1,\"error\":\"no\"}")));
    assertThat(send(channel("/desk", secret, Urgency.NONE), alert("s1", 1)))
        .isEqualTo(
            new SendResult.NotSent(
                "HTTP " + status + ": {\"code\":1,\"error\":\"no\"}; " + advice));
  }

  @Test
  void givesUpWhereTheServerRefusesTheMessageItself() {
    server.status("/", "400 Bad Request");
    assertThat(send(channel("/desk", null, Urgency.NONE), alert("s1", 1)))
        .isEqualTo(new SendResult.PermanentFailure("HTTP 400 Bad Request"));
  }

  @Test
  void hearsALimit() {
    server.status("/", "429 Too Many Requests", "Retry-After: 7");
    assertThat(send(channel("/desk", null, Urgency.NONE), alert("s1", 1)))
        .isEqualTo(
            new SendResult.TemporaryFailure("HTTP 429 Too Many Requests", Duration.ofSeconds(7)));
  }
}
