package org.vigie.notifier.channel.email;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Identity;
import org.vigie.model.Language;
import org.vigie.model.SecretName;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.Secrets;
import org.vigie.testkit.SampleAlerts;

/// What the tests of the channel have in common.
final class EmailSamples {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T17:04:05Z"));
  static final String PASSWORD = "hush-hush";
  static final Map<String, String> SECRETS =
      Map.of(
          SecretName.MAIL_PASSWORD,
          PASSWORD,
          SecretName.MAIL_UNSUBSCRIBE,
          "a-secret-that-signs-links");
  static final Channel.Email CHANNEL = new Channel.Email("email", "redaction@desk.test");

  /// Longer than any attempt takes on a busy machine.
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private EmailSamples() {}

  static Secrets secrets() {
    return name -> Optional.ofNullable(SECRETS.get(name));
  }

  /// A server on this machine that is spoken to in plain text.
  static MailServer plain(int port, @Nullable String user) {
    return new MailServer("127.0.0.1", port, MailServer.Security.NONE, user, null);
  }

  static EmailSettings settings(MailServer server, Duration deadline) {
    return new EmailSettings(
        server,
        new EmailSettings.Limits(deadline, 4),
        new Mailbox("Vigie d’essai", "vigie@example.org"),
        "stop@example.org",
        URI.create("https://vigie.example.org"));
  }

  static EmailSender sender(MailServer server, Duration deadline) {
    return new EmailSender(settings(server, deadline), secrets(), CLOCK);
  }

  static EmailSender sender(MailServer server) {
    return sender(server, PATIENCE);
  }

  /// A message of one alert.
  static Message message(int seq) {
    return message(alert(seq), CHANNEL);
  }

  static Message message(Alert alert, Channel.Email channel) {
    return new Message(
        Identity.deliveryId(alert.id(), alert.seq(), channel.name()),
        channel,
        new Message.Reader(
            List.of(alert.subscription()), Language.FR, ZoneId.of("America/Montreal")),
        new Message.ToldAlerts(List.of(alert), null),
        null);
  }

  static Alert alert(int seq) {
    return SampleAlerts.alert()
        .id("0123456789abcdef")
        .revision(seq == 1 ? Alert.Kind.NEW : Alert.Kind.UPDATE, seq)
        .subscription("otan")
        .story("s1")
        .item("i1")
        .title("L’OTAN réunit ses ministres à Vilnius")
        .summary("Les ministres de l’Alliance se retrouvent pour deux jours à Vilnius.")
        .url("https://journal.example/otan?a=1&b=2")
        .build();
  }
}
