package org.vigie.notifier.channel.webhook;

import java.util.Optional;

/// Finds configured secrets. Queried at each attempt, by several threads.
@FunctionalInterface
public interface Secrets {
  /// The secret with this name; empty if there is none.
  ///
  /// @throws RuntimeException if the secret cannot be read; the message must not hold the secret
  Optional<String> find(String name);
}
