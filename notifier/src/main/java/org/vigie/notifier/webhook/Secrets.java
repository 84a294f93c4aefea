package org.vigie.notifier.webhook;

import java.util.Optional;

/// Where secrets are kept. Asked at each attempt.
@FunctionalInterface
public interface Secrets {
  /// The secret under a name; empty where there is none.
  ///
  /// @throws RuntimeException where it cannot be read; its message must not hold the secret
  Optional<String> find(String name);
}
