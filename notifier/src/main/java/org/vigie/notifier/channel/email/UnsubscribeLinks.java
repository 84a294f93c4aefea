package org.vigie.notifier.channel.email;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.model.Channel;

/// Signs and verifies the links by which the reader of a mail ends what a subscription sends to the
/// address, without logging in. A key is good for one subscription, channel and address; it never
/// expires, since a mail may be read years later. Thread-safe.
public final class UnsubscribeLinks {
  /// What follows the address of the console: a page that asks for confirmation, and takes the
  /// `POST` request of RFC 8058 as one.
  public static final String PATH = "/unsubscribe";

  /// The parameter that holds the id of the subscription.
  public static final String SUBSCRIPTION = "subscription";

  /// The parameter that holds the name of the channel.
  public static final String CHANNEL = "channel";

  /// The parameter that holds the key.
  public static final String KEY = "key";

  private static final String ALGORITHM = "HmacSHA256";

  /// As many as Standard Webhooks requires of a secret.
  private static final int MIN_SECRET_BYTES = 24;

  /// Half of the HMAC, as RFC 2104, section 5, allows: 128 bits.
  private static final int KEY_BYTES = 16;

  private final String console;
  private final List<SecretKeySpec> secrets;

  /// @param console the address under which people reach the console
  /// @param secret any text of at least 24 bytes without white space; several, separated by white
  ///     space, while it is replaced: the first signs, all verify
  /// @throws IllegalArgumentException if the secret is too short; the message holds no part of it
  public UnsubscribeLinks(URI console, String secret) {
    String address = console.toString();
    this.console = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    secrets = new ArrayList<>();
    for (String word : secret.strip().split("\\s+")) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      if (bytes.length < MIN_SECRET_BYTES) {
        throw new IllegalArgumentException("has less than " + MIN_SECRET_BYTES + " bytes");
      }
      secrets.add(new SecretKeySpec(bytes, ALGORITHM));
    }
  }

  /// The link that ends what a subscription sends by a channel.
  public URI sign(String subscription, Channel.Email channel) {
    return URI.create(
        console
            + PATH
            + "?"
            + String.join(
                "&",
                write(SUBSCRIPTION, subscription),
                write(CHANNEL, channel.name()),
                write(KEY, computeKey(secrets.getFirst(), subscription, channel))));
  }

  /// Whether a key was signed for a subscription and a channel that leads to the same address now.
  public boolean verify(String subscription, Channel.Email channel, String key) {
    byte[] given = key.getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> computeKey(secret, subscription, channel).getBytes(StandardCharsets.UTF_8))
        .anyMatch(expected -> MessageDigest.isEqual(expected, given));
  }

  private static String write(String parameter, String value) {
    return parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /// The HMAC over the three texts, each with its length before it, so that no other three give the
  /// same.
  private static String computeKey(
      SecretKeySpec secret, String subscription, Channel.Email channel) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      for (String part : List.of(subscription, channel.name(), channel.address())) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      byte[] half = Arrays.copyOf(mac.doFinal(), KEY_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has " + ALGORITHM, e);
    }
  }
}
