package org.vigie.model;

import java.util.regex.Pattern;

/// Validates the names under which secrets are configured. A channel holds the name, never the
/// secret.
public final class SecretName {
  /// The prefix of every Standard Webhooks secret.
  public static final String SECRET_PREFIX = "whsec_";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

  private SecretName() {}

  /// Rejects an invalid name, in particular a secret in place of its name.
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
    return name;
  }
}
