package org.vigie.notifier.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.model.SecretName;

/// The signing keys of one webhook: one key, or several while a secret is rotated. No method
/// reveals them.
final class SigningSecret {
  private static final String ALGORITHM = "HmacSHA256";

  /// The key lengths that Standard Webhooks requires, in bytes.
  private static final int MIN_KEY_BYTES = 24;

  private static final int MAX_KEY_BYTES = 64;

  private final List<byte[]> keys;

  private SigningSecret(List<byte[]> keys) {
    this.keys = keys;
  }

  /// Parses secrets of the form `whsec_<base64>`, separated by white space.
  ///
  /// @throws IllegalArgumentException if a secret is not valid; the message holds no part of it
  static SigningSecret parse(String text) {
    List<byte[]> keys = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      keys.add(parseKey(word));
    }
    return new SigningSecret(keys);
  }

  private static byte[] parseKey(String word) {
    byte[] key =
        word.startsWith(SecretName.SECRET_PREFIX)
            ? decodeBase64(word.substring(SecretName.SECRET_PREFIX.length()))
            : new byte[0];
    if (key.length < MIN_KEY_BYTES || key.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "is not %s and the base64 of %d to %d bytes"
              .formatted(SecretName.SECRET_PREFIX, MIN_KEY_BYTES, MAX_KEY_BYTES));
    }
    return key;
  }

  private static byte[] decodeBase64(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The message of the exception would hold a character of the secret.
      return new byte[0];
    }
  }

  /// The value of the header `webhook-signature`: one signature for each key (HMAC-SHA256, Standard
  /// Webhooks 1.0).
  ///
  /// @param timestamp the time of the attempt in seconds since the epoch
  String sign(String id, long timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return String.join(
        " ", keys.stream().map(key -> "v1," + computeSignature(key, head, body)).toList());
  }

  private static String computeSignature(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "SigningSecret[" + keys.size() + " keys]";
  }
}
