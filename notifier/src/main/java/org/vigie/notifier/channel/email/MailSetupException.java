package org.vigie.notifier.channel.email;

/// Something on this side must be fixed before a mail can be sent. The message says what, names the
/// setting or secret, and holds no part of a secret.
final class MailSetupException extends Exception {
  private static final long serialVersionUID = 1;

  MailSetupException(String message) {
    super(message);
  }
}
