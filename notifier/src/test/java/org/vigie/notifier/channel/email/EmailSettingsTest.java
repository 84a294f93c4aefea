package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.SecretName;
import org.vigie.notifier.channel.Secrets;
import org.vigie.runtime.settings.SettingsException;
import org.vigie.runtime.settings.SettingsSchema;

class EmailSettingsTest {
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();

  private EmailSettingsTest set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  private @Nullable EmailSettings find() {
    return EmailSettings.find(SettingsSchema.of(EmailSettings.SETTINGS).read(null, environment));
  }

  private Optional<String> problem() {
    Secrets found = name -> Optional.ofNullable(secrets.get(name));
    return EmailSender.findProblem(find(), found);
  }

  private EmailSettingsTest server() {
    return set("VIGIE_MAIL_HOST", "Mail.example.org")
        .set("VIGIE_MAIL_FROM", "\"La vigie\" <vigie@Example.org>");
  }

  @Test
  void withoutAServerThereIsNoMail() {
    assertThat(find()).isNull();
    assertThat(problem()).contains("no mail server is configured (mail.host)");
  }

  @Test
  void hostAndSenderAreEnough() {
    assertThat(server().find())
        .isEqualTo(
            new EmailSettings(
                new MailServer("mail.example.org", 587, MailServer.Security.STARTTLS, null, null),
                new EmailSettings.Limits(Duration.ofMinutes(1), 8),
                new Mailbox("La vigie", "vigie@example.org"),
                "vigie@example.org",
                null));
    assertThat(problem()).isEmpty();
  }

  @Test
  void everythingCanBeSet() {
    server()
        .set("VIGIE_MAIL_HOST", "[2001:db8::1]")
        .set("VIGIE_MAIL_PORT", "2465")
        .set("VIGIE_MAIL_SECURITY", "TLS")
        .set("VIGIE_MAIL_USER", "vigie")
        .set("VIGIE_MAIL_TRUSTED_CERTIFICATES", "/etc/ca.pem")
        .set("VIGIE_MAIL_DEADLINE", "10m")
        .set("VIGIE_MAIL_CONNECTIONS", "3")
        .set("VIGIE_MAIL_UNSUBSCRIBE_ADDRESS", "stop@example.org")
        .set("VIGIE_CONSOLE_PUBLIC_URL", "vigie.example.org/console");
    assertThat(find())
        .isEqualTo(
            new EmailSettings(
                new MailServer(
                    "2001:db8::1", 2465, MailServer.Security.TLS, "vigie", Path.of("/etc/ca.pem")),
                new EmailSettings.Limits(Duration.ofMinutes(10), 3),
                new Mailbox("La vigie", "vigie@example.org"),
                "stop@example.org",
                URI.create("https://vigie.example.org/console")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VIGIE_MAIL_HOST | mail.example.org:25 | mail.host: give the port of the mail server as"
            + " mail.port",
        "VIGIE_MAIL_HOST | smtp://mail.example.org | mail.host: 'smtp://mail.example.org' is no"
            + " host",
        "VIGIE_MAIL_HOST | mail example org | mail.host: the host of the address holds",
        "VIGIE_MAIL_PORT | 70000 | mail.port: '70000' is no port from 1 to 65535",
        "VIGIE_MAIL_PORT | 0 | mail.port: '0' is no port",
        "VIGIE_MAIL_SECURITY | ssl | mail.security: 'ssl' is none of starttls, tls and none",
        "VIGIE_MAIL_FROM | Vigie | mail.from: a mail address has an @",
        "VIGIE_MAIL_FROM | Vigie <vigie> | mail.from: a mail address has an @",
        "VIGIE_MAIL_DEADLINE | 11m | mail.deadline: '11m' is not between nothing and 10m",
        "VIGIE_MAIL_DEADLINE | 0s | mail.deadline: '0s' is not between nothing and 10m",
        "VIGIE_MAIL_CONNECTIONS | 0 | mail.connections: '0' is not a whole number",
        "VIGIE_MAIL_UNSUBSCRIBE_ADDRESS | stop | mail.unsubscribe-address: a mail address has an @",
        "VIGIE_CONSOLE_PUBLIC_URL | ftp://vigie.example.org | console.public-url: ",
        "VIGIE_CONSOLE_PUBLIC_URL | https://vigie.example.org/?a=b | console.public-url: give the",
      })
  void whatMakesNoSenseIsRefusedWithItsKey(String variable, String value, String message) {
    server().set(variable, value);
    assertThatThrownBy(this::find)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(variable + ": " + message.strip());
  }

  @Test
  void asksForTheSender() {
    set("VIGIE_MAIL_HOST", "mail.example.org");
    assertThatThrownBy(this::find)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("mail.from is missing");
  }

  @ParameterizedTest
  @CsvSource({"mail.example.org, false", "10.0.0.7, false", "localhost, true", "127.0.0.1, true"})
  void aPasswordCrossesNoNetworkInPlainText(String host, boolean allowed) {
    server().set("VIGIE_MAIL_HOST", host).set("VIGIE_MAIL_SECURITY", "none");
    assertThat(Objects.requireNonNull(find()).server().port()).isEqualTo(25);
    set("VIGIE_MAIL_USER", "vigie");
    if (allowed) {
      assertThat(find()).isNotNull();
    } else {
      assertThatThrownBy(this::find)
          .isInstanceOf(SettingsException.class)
          .hasMessageStartingWith("mail.security: none with mail.user: a login without encryption");
    }
  }

  @Test
  void saysWhatIsMissing() {
    server().set("VIGIE_MAIL_USER", "vigie");
    assertThat(problem()).contains("secret 'mail-password' is not in the configuration");
    secrets.put(SecretName.MAIL_PASSWORD, " ");
    assertThat(problem()).contains("secret 'mail-password' is empty");
    secrets.put(SecretName.MAIL_PASSWORD, "hush");
    assertThat(problem()).isEmpty();

    set("VIGIE_CONSOLE_PUBLIC_URL", "https://vigie.example.org");
    assertThat(problem()).isEmpty();
    secrets.put(SecretName.MAIL_UNSUBSCRIBE, "hushhush");
    assertThat(problem()).contains("secret 'mail-unsubscribe' has less than 24 bytes");
    secrets.clear();
    secrets.put(SecretName.MAIL_PASSWORD, "hush");

    set("VIGIE_MAIL_TRUSTED_CERTIFICATES", "/nowhere/ca.pem");
    assertThat(problem())
        .contains(
            "mail.trusted-certificates: the file /nowhere/ca.pem cannot be read"
                + " (NoSuchFileException)");
  }
}
