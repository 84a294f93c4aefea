package org.vigie.notifier.channel.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vigie.http.AddressResolver;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.notifier.channel.Message;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.testkit.SampleAlerts;

/// Verifies requests as their receivers do, by the Java library of Standard Webhooks.
class WebhookSignatureTest {
  private static final String OLD = secret("an old key of 24 bytes..");
  private static final String NEW = secret("a new key of 25 bytes....");

  private static String secret(String key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends an alert.
  ///
  /// @param secret as configured
  /// @param clock the library reads the clock of the system
  private static LocalHttpServer.Request send(String secret, InstantSource clock)
      throws InterruptedException {
    try (LocalHttpServer receiver = new LocalHttpServer().status("/hook", "204 No Content");
        WebhookSender sender =
            new WebhookSender(
                new WebhookSettings(Duration.ofSeconds(20), true, AddressResolver.system()),
                name -> Optional.of(secret),
                clock)) {
      sender.send(
          new Message(
              "d1",
              new Channel.Webhook("hook", receiver.at("/hook"), "desk"),
              Language.FR,
              SampleAlerts.alert().title("L’Élysée « dément » 🕊").build()));
      return receiver.requests().getFirst();
    }
  }

  private static void verify(String secret, LocalHttpServer.Request request, String body)
      throws Exception {
    Map<String, List<String>> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    new Webhook(secret).verify(body, headers);
  }

  @Test
  void isAcceptedByTheLibrary() throws Exception {
    LocalHttpServer.Request request = send(OLD, InstantSource.system());
    assertThatCode(() -> verify(OLD, request, request.text())).doesNotThrowAnyException();
    assertThatThrownBy(() -> verify(OLD, request, request.text().replace("dément", "confirme")))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> verify(NEW, request, request.text()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void isAcceptedUnderEitherSecretWhileOneIsRotated() throws Exception {
    LocalHttpServer.Request request = send(NEW + " " + OLD, InstantSource.system());
    assertThatCode(() -> verify(OLD, request, request.text())).doesNotThrowAnyException();
    assertThatCode(() -> verify(NEW, request, request.text())).doesNotThrowAnyException();
  }

  @Test
  void isRefusedByTheLibraryOnceItIsOld() throws Exception {
    LocalHttpServer.Request request =
        send(OLD, InstantSource.fixed(Instant.now().minusSeconds(400)));
    assertThatThrownBy(() -> verify(OLD, request, request.text()))
        .isInstanceOf(WebhookVerificationException.class);
  }
}
