package org.vigie.notifier.channel;

import java.util.Optional;
import java.util.function.Function;
import org.vigie.model.SafeText;

/// Finds configured secrets. Queried at each attempt, by several threads.
@FunctionalInterface
public interface Secrets {
  /// The secret with this name; empty if there is none.
  ///
  /// @throws RuntimeException if the secret cannot be read; the message must not hold the secret
  Optional<String> find(String name);

  /// The secret with this name as a channel needs it.
  ///
  /// @param parser reads the secret; throws [IllegalArgumentException] with a message that goes on
  ///     from the name of the secret and holds no part of it
  /// @throws UnusableSecretException if there is no such secret, or it cannot be read
  default <T> T read(String name, Function<String, T> parser) throws UnusableSecretException {
    try {
      return parser.apply(
          find(name)
              .orElseThrow(() -> new IllegalArgumentException("is not in the configuration")));
    } catch (IllegalArgumentException e) {
      throw new UnusableSecretException("secret '" + name + "' " + e.getMessage());
    } catch (RuntimeException e) {
      throw new UnusableSecretException(SafeText.toLine(String.valueOf(e.getMessage())));
    }
  }

  /// Why [#read] cannot give a secret; empty if it can.
  default Optional<String> findProblem(String name, Function<String, ?> parser) {
    try {
      read(name, parser);
      return Optional.empty();
    } catch (UnusableSecretException e) {
      return Optional.of(e.problem());
    }
  }
}
