package org.vigie.notifier.webhook;

import java.util.regex.Pattern;

/// The names under which secrets are configured. A channel carries the name, never the secret.
public final class SecretName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

  private SecretName() {}

  /// Refuses what cannot be a name, and above all a secret in place of its name.
  ///
  /// @return the name
  /// @throws IllegalArgumentException whose message does not repeat what was given
  public static String of(String name) {
    if (name.startsWith(SigningSecret.PREFIX)) {
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
