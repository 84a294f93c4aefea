package org.vigie.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Texts that only their owner knows.
final class SecretText {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private SecretText() {}

  /// A new one of 43 letters, digits, `-` and `_`.
  static String create() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A name for the owner of a text that does not give the text away.
  static String toKey(String text) {
    return HexFormat.of().formatHex(hash(text));
  }

  /// Compares without telling by the time it takes how much of a guess is right.
  static boolean isSame(String text, String other) {
    return MessageDigest.isEqual(hash(text), hash(other));
  }
}
