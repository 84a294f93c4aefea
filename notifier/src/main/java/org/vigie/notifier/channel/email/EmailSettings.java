package org.vigie.notifier.channel.email;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.model.HostName;
import org.vigie.model.MailAddress;
import org.vigie.model.WebAddress;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.SettingsException;

/// How mails are sent.
///
/// @param server that takes them
/// @param limits of sending
/// @param from who they come from
/// @param unsubscribeAddress the mailbox that takes requests to end a subscription
/// @param console the address under which people reach the console; null for none
public record EmailSettings(
    MailServer server,
    Limits limits,
    Mailbox from,
    String unsubscribeAddress,
    @Nullable URI console) {
  /// The longest deadline of an attempt: the end of a notifier and a rebalance wait for running
  /// ones.
  private static final Duration MAX_DEADLINE = Duration.ofMinutes(10);

  private static final int MAX_PORT = 65_535;

  /// The mail server.
  public static final Setting<Optional<String>> HOST =
      new Setting<>(
          "mail.host",
          "",
          optional("host", EmailSettings::parseHost),
          "The mail server that takes the mails of the channel `email`; without one they wait.");

  /// Its port.
  public static final Setting<Optional<Integer>> PORT =
      new Setting<>(
          "mail.port",
          "",
          optional("number", EmailSettings::parsePort),
          "Its port; by default 587 for `starttls`, 465 for `tls`, 25 for `none`.");

  /// How the connection to it is protected.
  public static final Setting<MailServer.Security> SECURITY =
      new Setting<>(
          "mail.security",
          MailServer.Security.STARTTLS.toString(),
          new SettingType<>("starttls, tls or none", MailServer.Security::parse),
          "How the connection is protected; `none` is for a mail server of this machine or of a"
              + " network that nobody else reads.");

  /// The name to log in with.
  public static final Setting<Optional<String>> USER =
      new Setting<>(
          "mail.user",
          "",
          optional("name", text -> text),
          "The name to log in with; its password is the secret `mail-password`. Without one there"
              + " is no login.");

  /// Who mails come from.
  public static final Setting<Optional<Mailbox>> FROM =
      new Setting<>(
          "mail.from",
          "",
          optional("address, with a name or without", Mailbox::parse),
          "Who mails come from, such as `Vigie <vigie@example.org>`; needed with `mail.host`.");

  /// The time limit of an attempt.
  public static final Setting<Duration> DEADLINE =
      new Setting<>(
          "mail.deadline",
          "1m",
          SettingType.durationOfAtMost(MAX_DEADLINE),
          "How long handing over one mail may take, from connecting to the last answer; at most"
              + " 10m.");

  /// The number of connections.
  public static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "mail.connections",
          "8",
          SettingType.positiveInteger(),
          "Connections to the mail server at one time.");

  /// The certificates that may vouch for the server.
  public static final Setting<Optional<Path>> TRUSTED_CERTIFICATES =
      new Setting<>(
          "mail.trusted-certificates",
          "",
          optional("PEM file", Path::of),
          "The certificates that may vouch for the mail server, and no others; by default those"
              + " that the JDK trusts.");

  /// Where requests to end a subscription are mailed.
  public static final Setting<Optional<String>> UNSUBSCRIBE_ADDRESS =
      new Setting<>(
          "mail.unsubscribe-address",
          "",
          optional("address", MailAddress::read),
          "The mailbox that takes requests to end a subscription; by default that of `mail.from`."
              + " People must read it.");

  /// Where people reach the console.
  public static final Setting<Optional<URI>> CONSOLE =
      new Setting<>(
          "console.public-url",
          "",
          optional("http or https address", EmailSettings::parseConsole),
          "The address under which people reach the console. With the secret `mail-unsubscribe`"
              + " mails get a link there that ends the subscription.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS =
      List.of(
          HOST,
          PORT,
          SECURITY,
          USER,
          FROM,
          DEADLINE,
          CONNECTIONS,
          TRUSTED_CERTIFICATES,
          UNSUBSCRIBE_ADDRESS,
          CONSOLE);

  /// Limits of sending.
  ///
  /// @param deadline the time limit of handing over one mail, from connecting to the last answer,
  ///     without the wait for a free connection; positive
  /// @param connections the maximum number of connections at one time, at least 1
  public record Limits(Duration deadline, int connections) {
    /// @throws IllegalArgumentException if a limit is not positive
    public Limits {
      if (!deadline.isPositive() || connections < 1) {
        throw new IllegalArgumentException(
            "mail limits must be positive: " + deadline + ", " + connections);
      }
    }
  }

  /// From the configuration in force; null if it names no mail server.
  ///
  /// @throws SettingsException if what is set does not fit together; the message names the keys
  public static @Nullable EmailSettings find(Settings settings) {
    Limits limits = new Limits(settings.get(DEADLINE), settings.get(CONNECTIONS));
    Optional<Mailbox> from = settings.get(FROM);
    String unsubscribe = settings.get(UNSUBSCRIBE_ADDRESS).orElse(null);
    URI console = settings.get(CONSOLE).orElse(null);
    MailServer server = findServer(settings);
    if (server == null) {
      return null;
    }
    Mailbox sender =
        from.orElseThrow(
            () ->
                new SettingsException(
                    FROM.key()
                        + " is missing: who do the mails of "
                        + HOST.key()
                        + " come from? For example 'Vigie <vigie@example.org>'"));
    return new EmailSettings(
        server, limits, sender, unsubscribe == null ? sender.address() : unsubscribe, console);
  }

  private static @Nullable MailServer findServer(Settings settings) {
    String host = settings.get(HOST).orElse(null);
    Optional<Integer> port = settings.get(PORT);
    MailServer.Security security = settings.get(SECURITY);
    Optional<String> user = settings.get(USER);
    Optional<Path> certificates = settings.get(TRUSTED_CERTIFICATES);
    if (host == null) {
      return null;
    }
    try {
      return new MailServer(
          host,
          port.orElse(security.usualPort()),
          security,
          user.orElse(null),
          certificates.orElse(null));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "%s: %s with %s: %s".formatted(SECURITY.key(), security, USER.key(), e.getMessage()), e);
    }
  }

  /// A value that may be left out.
  private static <T> SettingType<Optional<T>> optional(String form, Function<String, T> parser) {
    return new SettingType<>(
        form, text -> text.isBlank() ? Optional.empty() : Optional.of(parser.apply(text.strip())));
  }

  private static String parseHost(String text) {
    if (text.matches("[^:\\[\\]]+:\\d+")) {
      throw new IllegalArgumentException("give the port of the mail server as " + PORT.key());
    }
    if (text.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'" + text + "' is no host, as in mail.example.org");
    }
    return HostName.toAscii(text).replaceAll("[\\[\\]]", "");
  }

  private static Integer parsePort(String text) {
    if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > MAX_PORT) {
      throw new IllegalArgumentException("'" + text + "' is no port from 1 to " + MAX_PORT);
    }
    return Integer.valueOf(text);
  }

  private static URI parseConsole(String text) {
    URI address = WebAddress.read(text);
    if (address.getRawQuery() != null || text.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "give the address of the console alone, without ? and # and what follows");
    }
    return address;
  }
}
