package org.vigie.notifier.channel;

/// A secret is missing or not valid; an operator must fix the configuration. The message names the
/// secret and holds no part of it.
public final class UnusableSecretException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableSecretException(String message) {
    super(message);
  }

  /// Returns the message as one line for people.
  public String problem() {
    return String.valueOf(getMessage());
  }
}
