package org.vigie.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Validates the names under which secrets are configured. A channel holds the name, never the
/// secret.
public final class SecretName {
  /// The prefix of every Standard Webhooks secret.
  public static final String SECRET_PREFIX = "whsec_";

  /// The secret of the notifier that holds its password at the mail server.
  public static final String MAIL_PASSWORD = "mail-password";

  /// The secret of the notifier by which links that end a subscription are signed.
  public static final String MAIL_UNSUBSCRIBE = "mail-unsubscribe";

  /// The secrets of the console that admit its readers, editors and operators.
  public static final String CONSOLE_READER_TOKEN = "console-reader-token";

  /// See [#CONSOLE_READER_TOKEN].
  public static final String CONSOLE_EDITOR_TOKEN = "console-editor-token";

  /// See [#CONSOLE_READER_TOKEN].
  public static final String CONSOLE_OPERATOR_TOKEN = "console-operator-token";

  /// As configured, see [#configuredForm]. A channel that could name them would hand them to the
  /// address of its owner: an editor of subscriptions would be an operator.
  private static final Set<String> RESERVED =
      Stream.of(
              MAIL_PASSWORD,
              MAIL_UNSUBSCRIBE,
              CONSOLE_READER_TOKEN,
              CONSOLE_EDITOR_TOKEN,
              CONSOLE_OPERATOR_TOKEN)
          .map(SecretName::configuredForm)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

  private SecretName() {}

  /// Rejects an invalid name for the secret of a channel: in particular a secret in place of its
  /// name, and the names of the secrets that notifier and console have for themselves.
  ///
  /// @return the name
  /// @throws IllegalArgumentException if the name is not valid; the message does not repeat it
  public static String validate(String name) {
    if (name.startsWith(SECRET_PREFIX)) {
      throw new IllegalArgumentException(
          "this is a secret; give the name under which the notifier's configuration holds it");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a secret has letters, digits, '.', '_' and '-' only, at most 60");
    }
    if (RESERVED.contains(configuredForm(name))) {
      throw new IllegalArgumentException(
          "this secret is no channel's; give the name of one for the channel");
    }
    return name;
  }

  /// The end of the variable that holds the secret of this name. Names that share it share their
  /// secret.
  private static String configuredForm(String name) {
    return name.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
