package org.vigie.notifier.channel.email;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.model.SecretName;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.UnusableSecretException;

/// The secrets of the mail channel, looked up whenever they are needed, so that they can be
/// corrected without a restart.
final class MailSecrets {
  private final Secrets secrets;

  MailSecrets(Secrets secrets) {
    this.secrets = secrets;
  }

  /// The password at the mail server.
  String readPassword() throws MailSetupException {
    return read(SecretName.MAIL_PASSWORD, MailSecrets::checkPassword);
  }

  private static String checkPassword(String password) {
    if (password.isBlank()) {
      throw new IllegalArgumentException("is empty");
    }
    return password;
  }

  /// What signs the links that end a subscription; null if none is wanted, for want of a console or
  /// of a secret.
  @Nullable UnsubscribeLinks findLinks(@Nullable URI console) throws MailSetupException {
    return console == null || !isConfigured(SecretName.MAIL_UNSUBSCRIBE)
        ? null
        : read(SecretName.MAIL_UNSUBSCRIBE, text -> new UnsubscribeLinks(console, text));
  }

  /// Whether there is a secret, be it one that cannot be read.
  private boolean isConfigured(String name) {
    try {
      return secrets.find(name).isPresent();
    } catch (RuntimeException e) {
      return true;
    }
  }

  private <T> T read(String name, Function<String, T> parser) throws MailSetupException {
    try {
      return secrets.read(name, parser);
    } catch (UnusableSecretException e) {
      throw new MailSetupException(e.problem());
    }
  }
}
