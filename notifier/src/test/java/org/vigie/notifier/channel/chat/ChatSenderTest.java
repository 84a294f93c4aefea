package org.vigie.notifier.channel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.model.Channel;
import org.vigie.model.Channel.Chat.Form;
import org.vigie.model.Language;
import org.vigie.model.NotificationTiming;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.ChannelSenderContract;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

class ChatSenderTest extends ChannelSenderContract {
  private static final String HOOK = "/api/webhooks/123/hush4711hush4711";
  private static final String POSTED = HOOK + "?wait=true";
  private static final String EDITED = HOOK + "/messages/987";

  private LocalHttpServer server;
  private ChatSender sender;

  @BeforeEach
  void start() {
    server = new LocalHttpServer().serve(HOOK, "ok");
    sender =
        new ChatSender(
            ChatSettings.of(true), InstantSource.fixed(Instant.parse("2025-03-15T10:00:00Z")));
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
    return new Channel.Chat("chat", Form.SLACK, server.at(HOOK));
  }

  @Override
  protected List<String> arrived() {
    return server.requests().stream().map(request -> request.header("idempotency-key")).toList();
  }

  @Override
  protected String trace(Message message) {
    return message.id();
  }

  private SendResult send(Form form, @Nullable String replaces) {
    Message message =
        new Message(
            "d1",
            new Channel.Chat("chat", form, server.at(HOOK)),
            new Message.Reader(List.of("desk"), Language.FR, NotificationTiming.DEFAULT_ZONE),
            new Message.ToldAlerts(List.of(SampleAlerts.alert().build()), null),
            replaces);
    try {
      return sender.send(message);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> requestLines() {
    return server.requests().stream().map(LocalHttpServer.Request::line).toList();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void postsTheJsonOfTheService(Form form) {
    server.serve(POSTED, "");
    assertThat(send(form, null)).isEqualTo(new SendResult.Delivered());
    LocalHttpServer.Request request = server.requests().getFirst();
    assertThat(request.header("content-type")).startsWith("application/json");
    JsonNode body = Json.read(request.text(), JsonNode.class);
    assertThat(body.toString()).contains("Un sommet s");
  }

  @Test
  void keepsTheIdOfADiscordMessageAsItsReceipt() {
    server.serve(POSTED, "{\"embeds\":[],\"id\":\"987\"}");
    assertThat(send(Form.DISCORD, null)).isEqualTo(new SendResult.Delivered("987"));
    server.serve(POSTED, "{\"id\":\"../../987\"}");
    assertThat(send(Form.DISCORD, null)).isEqualTo(new SendResult.Delivered());
  }

  @Test
  void replacesAnEarlierDiscordMessage() {
    server.serve(EDITED, "{\"id\":\"987\"}");
    assertThat(send(Form.DISCORD, "987")).isEqualTo(new SendResult.Delivered("987"));
    assertThat(requestLines()).containsExactly("PATCH " + EDITED + " HTTP/1.1");
  }

  @Test
  void postsAnewWhereTheEarlierMessageIsGone() {
    server.serve(POSTED, "{\"id\":\"988\"}");
    assertThat(send(Form.DISCORD, "987")).isEqualTo(new SendResult.Delivered("988"));
    assertThat(requestLines())
        .containsExactly("PATCH " + EDITED + " HTTP/1.1", "POST " + POSTED + " HTTP/1.1");
  }

  @Test
  void doesNotPostAnewWhereReplacingFailsForNow() {
    server.status(EDITED, "503 Busy");
    assertThat(send(Form.DISCORD, "987"))
        .isEqualTo(new SendResult.TemporaryFailure("HTTP 503 Busy", null));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void postsAnewWithAReceiptOfAnotherService() {
    server.serve(POSTED, "{\"id\":\"988\"}");
    assertThat(send(Form.DISCORD, "1/2?x")).isEqualTo(new SendResult.Delivered("988"));
    assertThat(send(Form.SLACK, "987")).isEqualTo(new SendResult.Delivered());
  }

  @ParameterizedTest
  @CsvSource({
    "SLACK, 404 Not Found, no_service",
    "SLACK, 410 Gone, channel_is_archived",
    "DISCORD, 404 Not Found, Unknown Webhook",
    "DISCORD, 401 Unauthorized, Invalid Webhook Token",
  })
  void givesUpWhereTheWebhookWasRemoved(Form form, String status, String words) {
    server.answerOthersWith((request, out) -> out.write(LocalHttpServer.response(status, words)));
    server.answerWith(HOOK, (request, out) -> out.write(LocalHttpServer.response(status, words)));
    assertThat(send(form, null))
        .isEqualTo(
            new SendResult.PermanentFailure(
                "HTTP %s: %s; the webhook was removed, give the channel a new address"
                    .formatted(status, words)));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void givesUpWhereTheServiceRefusesTheMessageItself(Form form) {
    server.status(HOOK, "400 Bad Request").status(POSTED, "400 Bad Request");
    assertThat(send(form, null)).isEqualTo(new SendResult.PermanentFailure("HTTP 400 Bad Request"));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void hearsALimit(Form form) {
    server
        .status(HOOK, "429 Too Many Requests", "Retry-After: 30")
        .status(POSTED, "429 Too Many Requests", "Retry-After: 30");
    assertThat(send(form, null))
        .isEqualTo(
            new SendResult.TemporaryFailure("HTTP 429 Too Many Requests", Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @CsvSource({"1.25, PT1.25S", "64.57, PT1M4.57S", "-1, PT1S", "1e99, PT1S", "'\"x\"', PT1S"})
  void readsTheLimitThatDiscordTellsInTheBody(String seconds, Duration wait) {
    String body = "{\"message\":\"You are being rate limited.\",\"retry_after\":" + seconds + "}";
    server.answerOthersWith(
        (request, out) ->
            out.write(LocalHttpServer.response("429 Too Many Requests", body, "Retry-After: 1")));
    assertThat(send(Form.DISCORD, null))
        .isInstanceOfSatisfying(
            SendResult.TemporaryFailure.class,
            failure -> assertThat(failure.retryAfter()).isEqualTo(wait));
  }

  @Test
  void triesAgainWhereTeamsTellsOfAFailureThatMayPass() {
    server.serve(HOOK, "Webhook message delivery failed with error: … HTTP error 429");
    assertThat(send(Form.TEAMS, null)).isInstanceOf(SendResult.TemporaryFailure.class);
    server.answerWith(
        HOOK,
        (request, out) ->
            out.write(
                LocalHttpServer.response(
                    "400 Bad Request", "{\"error\":{\"code\":\"WorkflowTriggerIsNotEnabled\"}}")));
    assertThat(send(Form.TEAMS, null)).isInstanceOf(SendResult.TemporaryFailure.class);
    server.status(HOOK, "202 Accepted");
    assertThat(send(Form.TEAMS, null)).isEqualTo(new SendResult.Delivered());
  }

  @Test
  void showsNoPartOfTheAddress() {
    server.answerOthersWith(
        (request, out) ->
            out.write(LocalHttpServer.response("500 Oops", "no route " + request.path())));
    SendResult result = send(Form.DISCORD, "987");
    assertThat(result.toString()).contains("HTTP 500").doesNotContain("hush");
  }
}
