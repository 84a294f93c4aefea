package org.vigie.notifier.channel.email;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.http.HttpFailureMessages;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.SendResult;

/// The channel `email`: hands mails to the mail server of the configuration, each for one
/// recipient. Without a mail server nothing is sent. Thread-safe.
public final class EmailSender implements ChannelSender {
  private static final String NO_SERVER =
      "no mail server is configured (" + EmailSettings.HOST.key() + ")";

  private final @Nullable MailDispatcher dispatcher;

  /// @param settings null if no mail server is configured
  /// @param secrets holds the password and the secret of the links
  /// @param clock gives the dates of the mails
  public EmailSender(@Nullable EmailSettings settings, Secrets secrets, InstantSource clock) {
    dispatcher =
        settings == null ? null : MailDispatcher.create(settings, new MailSecrets(secrets), clock);
  }

  /// Why no mail can be sent with this configuration, in words for people and without secrets;
  /// empty if the mail server can be asked. Reads secrets and files, and calls nobody.
  ///
  /// @param settings null if no mail server is configured
  public static Optional<String> findProblem(@Nullable EmailSettings settings, Secrets secrets) {
    if (settings == null) {
      return Optional.of(NO_SERVER);
    }
    MailServer server = settings.server();
    MailSecrets own = new MailSecrets(secrets);
    try {
      if (server.user() != null) {
        own.readPassword();
      }
      own.findLinks(settings.console());
      TrustedCertificates.createSocketFactory(server.trustedCertificates());
      return Optional.empty();
    } catch (MailSetupException e) {
      return Optional.of(HttpFailureMessages.toPrintableLine(e.getMessage()));
    }
  }

  @Override
  public String kind() {
    return Channel.Email.KIND;
  }

  @Override
  public Duration maxAttemptTime() {
    return dispatcher == null ? ChannelSender.super.maxAttemptTime() : dispatcher.maxAttemptTime();
  }

  @Override
  public SendResult send(Message message) throws InterruptedException {
    if (!(message.channel() instanceof Channel.Email email)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no mailbox");
    }
    return dispatcher == null ? new SendResult.NotSent(NO_SERVER) : dispatcher.send(message, email);
  }

  /// Aborts what is running.
  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
  }
}
