package org.vigie.notifier.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.http.AddressResolver;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.Language;
import org.vigie.model.NotificationTiming;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.ChannelSenderContract;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Json;

/// Runs against a receiver on loopback that may misbehave in any way.
class WebhookSenderTest extends ChannelSenderContract {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String OLD_KEY = "an old key of 24 bytes..";
  private static final String NEW_KEY = "a new key of 25 bytes....";

  private final Map<String, String> secrets = new HashMap<>();
  private LocalHttpServer receiver;
  private WebhookSender sender;

  @BeforeEach
  void start() {
    receiver = new LocalHttpServer().status("/hook", "204 No Content");
    sender = sender(true, Duration.ofSeconds(20));
    secrets.put("desk", secret(OLD_KEY));
  }

  @AfterEach
  void stop() {
    sender.close();
    receiver.close();
  }

  private WebhookSender sender(boolean allowPrivateAddresses, Duration deadline) {
    return new WebhookSender(
        new WebhookSettings(deadline, allowPrivateAddresses, AddressResolver.system()),
        name -> Optional.ofNullable(secrets.get(name)),
        InstantSource.fixed(NOW));
  }

  @Override
  protected ChannelSender contractSender() {
    return sender;
  }

  @Override
  protected Channel workingChannel() {
    return new Channel.Webhook("hook", receiver.at("/hook"), "desk");
  }

  @Override
  protected List<String> arrived() {
    return receiver.requests().stream().map(request -> request.header("webhook-id")).toList();
  }

  @Override
  protected String trace(Message message) {
    return message.id();
  }

  private static String secret(String key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private SendResult send(String address, @Nullable String secret) {
    try {
      return sender.send(
          new Message(
              "d1",
              new Channel.Webhook("hook", URI.create(address), secret),
              Language.EN,
              alert()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private SendResult send() {
    return send(receiver.at("/hook").toString(), "desk");
  }

  private static Alert alert() {
    return SampleAlerts.alert()
        .id("a1")
        .revision(Alert.Kind.UPDATE, 2)
        .subscription("otan")
        .title("L’OTAN réunit ses ministres à Vilnius")
        .build();
  }

  /// Computes the signature from the specification, as a receiver would.
  private static String signature(LocalHttpServer.Request request, String key) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed =
        request.header("webhook-id")
            + "."
            + request.header("webhook-timestamp")
            + "."
            + request.text();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String problem(SendResult outcome) {
    return switch (outcome) {
      case SendResult.Delivered delivered -> "";
      case SendResult.TemporaryFailure(String problem, Duration unused) -> problem;
      case SendResult.NotSent(String problem) -> problem;
      case SendResult.PermanentFailure(String problem) -> problem;
    };
  }

  @Test
  void postsTheAlertSignedWithItsIdAndTime() throws Exception {
    assertThat(send()).isEqualTo(new SendResult.Delivered());

    LocalHttpServer.Request request = receiver.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
    assertThat(request.header("content-type")).startsWith("application/json");
    assertThat(request.header("user-agent")).startsWith("Vigie/");
    assertThat(request.header("webhook-id")).isEqualTo("d1");
    assertThat(request.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
    assertThat(request.header("webhook-signature")).isEqualTo(signature(request, OLD_KEY));
    assertThat(request.text())
        .isEqualTo(
            "{\"type\":\"alert.update\",\"timestamp\":\"2025-03-15T10:00:00Z\",\"data\":"
                + Json.toText(alert())
                + "}");
  }

  private String bodyOf(Message.MessageContent content) throws InterruptedException {
    sender.send(
        new Message(
            "d1",
            workingChannel(),
            new Message.Reader(List.of("otan"), Language.EN, NotificationTiming.DEFAULT_ZONE),
            content,
            null));
    return receiver.requests().getLast().text();
  }

  @Test
  void postsSeveralAlertsAsADigest() throws Exception {
    Alert other = SampleAlerts.createAlert("otan", "s2");
    assertThat(bodyOf(new Message.ToldAlerts(List.of(alert(), other), HoldReason.QUIET)))
        .isEqualTo(
            "{\"type\":\"alert.digest\",\"timestamp\":\"2025-03-15T10:00:00Z\","
                + "\"data\":{\"held\":\"quiet\",\"alerts\":["
                + Json.toText(alert())
                + ","
                + Json.toText(other)
                + "]}}");
  }

  @Test
  void marksATrial() throws Exception {
    assertThat(bodyOf(new Message.Trial(alert())))
        .startsWith("{\"type\":\"alert.trial\",")
        .endsWith("\"data\":" + Json.toText(alert()) + "}");
  }

  @Test
  void tellsOfAnotherChannelThatFails() throws Exception {
    Delivery.Notice notice = new Delivery.Notice("mail", "email", "550 no such user", "d9", null);
    assertThat(bodyOf(new Message.FailingChannel(notice)))
        .isEqualTo(
            "{\"type\":\"channel.failing\",\"timestamp\":null,\"data\":{\"channel\":\"mail\",\"kind\":\"email\",\"problem\":\"550"
                + " no such user\",\"failed\":\"d9\",\"since\":null}}");
  }

  @Test
  void signsWithBothSecretsWhileOneIsRotated() throws Exception {
    secrets.put("desk", secret(NEW_KEY) + " " + secret(OLD_KEY));

    send();

    LocalHttpServer.Request request = receiver.requests().getFirst();
    assertThat(request.header("webhook-signature"))
        .isEqualTo(signature(request, NEW_KEY) + " " + signature(request, OLD_KEY));
  }

  @Test
  void sendsUnsignedWhereTheChannelNamesNoSecret() {
    assertThat(send(receiver.at("/hook").toString(), null)).isEqualTo(new SendResult.Delivered());
    assertThat(receiver.requests().getFirst().headers()).doesNotContainKey("webhook-signature");
  }

  @Test
  void waitsForASecretThatIsMissingOrIsNone() {
    assertThat(send(receiver.at("/hook").toString(), "unknown"))
        .isEqualTo(new SendResult.NotSent("secret 'unknown' is not in the configuration"));
    secrets.put("desk", "whsec_hushhush");
    assertThat(problem(send())).startsWith("secret 'desk' is not whsec_").doesNotContain("hush");
    assertThat(receiver.requests()).isEmpty();
  }
}
