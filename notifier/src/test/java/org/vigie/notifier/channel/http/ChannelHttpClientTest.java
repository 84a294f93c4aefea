package org.vigie.notifier.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.http.AddressResolver;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.LocalHttpServer;

/// Runs against a server on loopback that may misbehave in any way.
class ChannelHttpClientTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String TOKEN = "Zx81hushhush4711hush";
  private static final String PATH = "/hooks/desk/" + TOKEN;

  private LocalHttpServer server;
  private ChannelHttpClient client;

  @BeforeEach
  void start() {
    server = new LocalHttpServer();
    client = client(true, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private ChannelHttpClient client(boolean allowPrivateAddresses, Duration deadline) {
    return new ChannelHttpClient(
        new CallSettings("chat", deadline, allowPrivateAddresses, AddressResolver.system()),
        InstantSource.fixed(NOW),
        ChannelHttpClient.SHORT_ANSWER);
  }

  private SendResult call(URI address) {
    HttpPost post = new HttpPost(address);
    post.setHeader("Authorization", "Bearer " + TOKEN + "2");
    post.setEntity(new StringEntity("{}", ContentType.APPLICATION_JSON));
    try {
      return client.call(post, ChannelAnswer::toResult);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private SendResult callAnswering(String status, String body, String... headers) {
    byte[] answer = LocalHttpServer.response(status, body, headers);
    server.answerWith(PATH, (request, out) -> out.write(answer));
    return call(server.at(PATH));
  }

  private static String problem(SendResult result) {
    return switch (result) {
      case SendResult.Delivered delivered -> "";
      case SendResult.TemporaryFailure(String problem, Duration unused) -> problem;
      case SendResult.NotSent(String problem) -> problem;
      case SendResult.PermanentFailure(String problem) -> problem;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "202 Accepted", "204 No Content"})
  void takesEveryStatusOfSuccess(String status) {
    server.status(PATH, status);
    assertThat(call(server.at(PATH))).isEqualTo(new SendResult.Delivered());
    assertThat(server.requests().getFirst().header("user-agent")).endsWith("(chat)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"410 Gone", "413 Content Too Large"})
  void givesUpWhereAnotherAttemptCannotSucceed(String status) {
    assertThat(callAnswering(status, "no"))
        .isInstanceOf(SendResult.PermanentFailure.class)
        .satisfies(result -> assertThat(problem(result)).startsWith("HTTP " + status + ": no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 Unauthorized", "404 Not Found", "500 Oops", "503 Busy"})
  void triesAgainAfterOtherFailures(String status) {
    assertThat(callAnswering(status, ""))
        .isEqualTo(new SendResult.TemporaryFailure("HTTP " + status, null));
  }

  @Test
  void hearsHowLongToWait() {
    assertThat(callAnswering("429 Too Many Requests", "", "Retry-After: 90"))
        .isEqualTo(
            new SendResult.TemporaryFailure("HTTP 429 Too Many Requests", Duration.ofSeconds(90)));
    assertThat(callAnswering("503 Busy", "slowly", "Retry-After: Sat, 15 Mar 2025 10:05:00 GMT"))
        .isEqualTo(new SendResult.TemporaryFailure("HTTP 503 Busy: slowly", Duration.ofMinutes(5)));
  }

  @Test
  void followsNoRedirect() {
    assertThat(problem(callAnswering("302 Found", "", "Location: " + server.at("/other"))))
        .isEqualTo(
            "HTTP 302 Found; redirects are not followed, give the channel the final address");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void callsNoPrivateAddressAndNamesTheSettingThatAllowsIt() {
    client.close();
    client = client(false, Duration.ofSeconds(20));
    assertThat(call(server.at(PATH)))
        .isEqualTo(
            new SendResult.NotSent(
                "the address is loopback, which is not allowed;"
                    + " chat.allow-private-addresses allows it"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void showsNoPartOfTheAddressAndNoCredentials() {
    String echo = "cannot POST %s: no hook %s for %s2".formatted(PATH, TOKEN, TOKEN);
    assertThat(problem(callAnswering("404 no " + TOKEN, echo)))
        .isEqualTo("HTTP 404 no …: cannot POST …: no hook … for …");
  }

  @Test
  void showsTheWordsOfTheServerAsOneShortLine() {
    assertThat(problem(callAnswering("500 Oops", "\u001b[2Jbad\r\n\u202ebody " + "x".repeat(900))))
        .startsWith("HTTP 500 Oops: [2Jbad body xxx")
        .hasSizeLessThan(250);
  }

  @Test
  void triesAgainIfThereIsNoValidAnswer() {
    server.answerWith(PATH, (request, out) -> out.write("lol\n".repeat(20).getBytes(UTF_8)));
    assertThat(call(server.at(PATH))).isInstanceOf(SendResult.TemporaryFailure.class);
    server.answerWith(
        PATH,
        (request, out) -> {
          throw new LocalHttpServer.Reset();
        });
    assertThat(problem(call(server.at(PATH)))).isNotBlank().doesNotContain(TOKEN);
    assertThat(call(URI.create("http://nowhere.invalid" + PATH)))
        .isEqualTo(new SendResult.TemporaryFailure("no such host: nowhere.invalid", null));
  }

  @Test
  void endsAnExchangeThatTakesTooLong() {
    client.close();
    client = client(true, Duration.ofMillis(300));
    server.answerWith(
        PATH,
        (request, out) -> {
          while (true) {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            out.flush();
            Thread.sleep(50);
          }
        });
    assertThat(problem(call(server.at(PATH)))).isEqualTo("no complete answer within 0.3 s");
  }
}
