package org.vigie.notifier.channel.webhook;

import java.util.Optional;

/// Finds configured secrets. Queried at each attempt, by several threads.
@FunctionalInterface
public interface Secrets {
  /// The secret with this name; empty if there is none.
  ///
  /// @throws RuntimeException if the secret cannot be read; the message must not hold the secret
  Optional<String> find(String name);

  /// Why nothing can be signed with the secret of this name, in words that name it and hold no part
  /// of it; empty if it can be used.
  default Optional<String> findProblem(String name) {
    try {
      SigningSecret.find(this, name);
      return Optional.empty();
    } catch (UnusableSecretException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
