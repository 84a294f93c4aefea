package org.vigie.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.http.AddressResolver;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Language;
import org.vigie.notifier.SendResult;
import org.vigie.wire.Json;

/// Runs against a receiver on loopback that may misbehave in any way.
class WebhookSenderTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String OLD_KEY = "an old key of 24 bytes..";
  private static final String NEW_KEY = "a new key of 25 bytes....";

  private final Map<String, String> secrets = new HashMap<>();
  private WebhookReceiver receiver;
  private WebhookSender sender;

  @BeforeEach
  void start() throws IOException {
    receiver = new WebhookReceiver();
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

  private static String secret(String key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private SendResult send(@Nullable String address, @Nullable String secret) {
    try {
      return sender.send(
          new Channel("hook", "webhook", address, secret), Language.EN, delivery(), alert());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private SendResult send() {
    return send(receiver.url(), "desk");
  }

  private static Delivery delivery() {
    return new Delivery(
        "d1", "a1", 1, "otan", "hook", Delivery.Status.PENDING, 0, NOW, null, NOW, null, null);
  }

  private static Alert alert() {
    return new Alert(
        "a1",
        Alert.Kind.UPDATE,
        2,
        "otan",
        1,
        "s1",
        "i1",
        "v1",
        List.of(),
        null,
        "L’OTAN réunit ses ministres à Vilnius",
        null,
        "le-phare",
        "Le Phare",
        List.of("le-phare"),
        List.of(),
        List.of(),
        "",
        new Alert.Timeline(null, NOW, NOW, NOW));
  }

  /// Computes the signature from the specification, as a receiver would.
  private static String signature(WebhookReceiver.ReceivedRequest request, String key)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed =
        request.header("webhook-id")
            + "."
            + request.header("webhook-timestamp")
            + "."
            + new String(request.body(), StandardCharsets.UTF_8);
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String problem(SendResult outcome) {
    return switch (outcome) {
      case SendResult.Delivered() -> "";
      case SendResult.TemporaryFailure(String problem, Duration unused) -> problem;
      case SendResult.NotSent(String problem) -> problem;
      case SendResult.PermanentFailure(String problem) -> problem;
    };
  }

  @Test
  void postsTheAlertSignedWithItsIdAndTime() throws Exception {
    assertThat(send()).isEqualTo(new SendResult.Delivered());

    WebhookReceiver.ReceivedRequest request = receiver.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
    assertThat(request.header("content-type")).startsWith("application/json");
    assertThat(request.header("user-agent")).startsWith("Vigie/");
    assertThat(request.header("webhook-id")).isEqualTo("d1");
    assertThat(request.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
    assertThat(request.header("webhook-signature")).isEqualTo(signature(request, OLD_KEY));
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"alert.update\",\"timestamp\":\"2025-03-15T10:00:00Z\",\"data\":"
                + Json.toText(alert())
                + "}");
  }

  @Test
  void signsWithBothSecretsWhileOneIsRotated() throws Exception {
    secrets.put("desk", secret(NEW_KEY) + " " + secret(OLD_KEY));

    send();

    WebhookReceiver.ReceivedRequest request = receiver.requests().getFirst();
    assertThat(request.header("webhook-signature"))
        .isEqualTo(signature(request, NEW_KEY) + " " + signature(request, OLD_KEY));
  }

  @Test
  void sendsUnsignedWhereTheChannelNamesNoSecret() {
    assertThat(send(receiver.url(), null)).isEqualTo(new SendResult.Delivered());
    assertThat(receiver.requests().getFirst().headers()).doesNotContainKey("webhook-signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "201 Created", "202 Accepted", "204 No Content"})
  void takesEverySuccessForAnArrival(String status) {
    receiver.setAnswer(status);
    assertThat(send()).isEqualTo(new SendResult.Delivered());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"400 Bad Request", "401 No", "404 Not Found", "500 Oops", "503 Later", "600 What"})
  void triesAgainAfterAnyOtherStatus(String status) {
    receiver.setAnswer(status);
    assertThat(send()).isEqualTo(new SendResult.TemporaryFailure("HTTP " + status, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"410 Gone", "413 Content Too Large"})
  void givesUpWhereTheReceiverWantsNoMoreOrCannotTakeIt(String status) {
    receiver.setAnswer(status);
    assertThat(send()).isInstanceOf(SendResult.PermanentFailure.class);
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (WebhookReceiver other = new WebhookReceiver()) {
      receiver.setAnswer("307 Temporary Redirect", "Location: " + other.url());
      assertThat(problem(send())).contains("HTTP 307").contains("redirects are not followed");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void refusesPrivateAddressesUnlessAllowed() {
    sender.close();
    sender = sender(false, Duration.ofSeconds(20));
    assertThat(problem(send())).isEqualTo("the address is loopback, which is not allowed");
    assertThat(problem(send("http://localhost:" + receiver.port() + "/", "desk")))
        .isEqualTo("the address is loopback, which is not allowed");
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void refusesANameThatLeadsInside() throws Exception {
    try (WebhookSender guarded =
        new WebhookSender(
            new WebhookSettings(
                Duration.ofSeconds(20),
                false,
                (host, port) -> List.of(new InetSocketAddress("127.0.0.1", receiver.port()))),
            name -> Optional.empty(),
            InstantSource.fixed(NOW))) {
      SendResult outcome =
          guarded.send(
              new Channel("hook", "webhook", "http://public.example/", null),
              Language.EN,
              delivery(),
              alert());
      assertThat(problem(outcome)).contains("loopback");
    }
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void readsRetryAfterInSecondsAndAsADate() {
    receiver.setAnswer("429 Too Many Requests", "Retry-After: 120");
    assertThat(send())
        .isEqualTo(
            new SendResult.TemporaryFailure("HTTP 429 Too Many Requests", Duration.ofSeconds(120)));
    receiver.setAnswer("503 Later", "Retry-After: Sat, 15 Mar 2025 10:01:00 GMT");
    assertThat(send())
        .isEqualTo(new SendResult.TemporaryFailure("HTTP 503 Later", Duration.ofSeconds(60)));
    receiver.setAnswer("503 Later", "Retry-After: soon");
    assertThat(send()).isEqualTo(new SendResult.TemporaryFailure("HTTP 503 Later", null));
  }

  @Test
  void endsAnAnswerThatDripsForEver() {
    sender.close();
    sender = sender(true, Duration.ofMillis(300));
    receiver.setAnswer(
        (request, out) -> {
          out.write(WebhookReceiver.bytes("HTTP/1.1 200 OK\r\nX-Drip: "));
          while (true) {
            out.write('x');
            out.flush();
            Thread.sleep(20);
          }
        });
    assertThat(problem(send())).isEqualTo("no complete answer within 0.3 s");
  }

  @Test
  void countsASuccessWhoseBodyNeverEnds() {
    sender.close();
    sender = sender(true, Duration.ofSeconds(2));
    receiver.setAnswer(
        (request, out) -> {
          out.write(WebhookReceiver.bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"));
          while (true) {
            out.write('x');
            out.flush();
            Thread.sleep(20);
          }
        });
    assertThat(send()).isEqualTo(new SendResult.Delivered());
  }

  @Test
  void readsOnlyTheBeginningOfAHugeAnswer() {
    receiver.setAnswer(
        (request, out) -> {
          out.write(WebhookReceiver.bytes("HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n"));
          byte[] piece = new byte[1 << 16];
          java.util.Arrays.fill(piece, (byte) 'x');
          while (true) {
            out.write(piece);
          }
        });
    assertThat(problem(send())).startsWith("HTTP 500 Oops: xxx").hasSizeLessThan(200);
  }

  @Test
  void tellsWhatAServerSaysWithoutItsControlCharacters() {
    receiver.setAnswer(
        (request, out) ->
            out.write(
                WebhookReceiver.bytes(
                    "HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n\u001b[2Jno\u202eway\r\n\r\n")));
    assertThat(problem(send())).isEqualTo("HTTP 500 Oops: [2Jno way");
  }

  @Test
  void triesAgainAfterAConnectionThatBreaks() {
    receiver.setAnswer((request, out) -> {});
    assertThat(send()).isInstanceOf(SendResult.TemporaryFailure.class);
    assertThat(problem(send())).startsWith("the connection broke");
  }

  /// A bound port that is not listened on refuses every connection, and no other process can take
  /// it.
  @Test
  void triesAgainWhereTheConnectionIsRefused() throws IOException {
    try (Socket mute = new Socket()) {
      mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThat(send("http://127.0.0.1:" + mute.getLocalPort() + "/hook", "desk"))
          .isEqualTo(new SendResult.TemporaryFailure("connection refused", null));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org/hook",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://user:hush@example.org/",
        "https:///hook",
        "https://exa mple.org/",
        "https://example.org/#part",
        "https://example.org:0/"
      })
  void givesUpOnWhatIsNoAddressAndDoesNotRepeatIt(String address) {
    SendResult outcome = send(address, "desk");
    assertThat(outcome).isInstanceOf(SendResult.PermanentFailure.class);
    assertThat(problem(outcome)).contains("address").doesNotContain("hush");
  }

  @Test
  void waitsForASecretThatIsMissingOrIsNone() {
    assertThat(send(receiver.url(), "unknown"))
        .isEqualTo(new SendResult.NotSent("secret 'unknown' is not in the configuration"));
    secrets.put("desk", "whsec_hushhush");
    assertThat(problem(send())).startsWith("secret 'desk' is not whsec_").doesNotContain("hush");
    assertThat(problem(send(receiver.url(), secret(OLD_KEY))))
        .contains("this is a secret")
        .doesNotContain(secret(OLD_KEY));
    assertThat(receiver.requests()).isEmpty();
  }
}
