package org.vigie.console.access;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The tokens of each level, of which only hashes are kept.
public final class AccessTokens {
  /// The fewest characters of a token, so that none can be guessed.
  public static final int MIN_LENGTH = 20;

  private final Map<AccessLevel, byte[]> hashes = new EnumMap<>(AccessLevel.class);

  /// @throws IllegalArgumentException if a token is shorter than [#MIN_LENGTH]; the message does
  ///     not repeat it
  public AccessTokens(Map<AccessLevel, String> tokens) {
    tokens.forEach(
        (level, token) -> {
          if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                "the %s token has fewer than %d characters".formatted(level, MIN_LENGTH));
          }
          hashes.put(level, SecretText.hash(token));
        });
  }

  /// The highest level that has this token. Takes as long for a wrong token as for a right one.
  Optional<AccessLevel> findLevel(String token) {
    byte[] given = SecretText.hash(token);
    Optional<AccessLevel> found = Optional.empty();
    for (Map.Entry<AccessLevel, byte[]> known : hashes.entrySet()) {
      if (MessageDigest.isEqual(given, known.getValue())) {
        found = Optional.of(known.getKey());
      }
    }
    return found;
  }
}
