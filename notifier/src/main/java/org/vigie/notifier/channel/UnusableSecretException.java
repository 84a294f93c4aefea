package org.vigie.notifier.channel.webhook;

/// A secret is missing or not valid; an operator must fix the configuration. The message names the
/// secret and holds no part of it.
final class UnusableSecretException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableSecretException(String message) {
    super(message);
  }
}
