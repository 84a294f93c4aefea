package org.vigie.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Validates the addresses of webhooks.
public final class WebhookAddress {
  private static final int MAX_LENGTH = 2000;
  private static final int MAX_PORT = 65_535;

  private WebhookAddress() {}

  /// Parses an http or https address.
  ///
  /// @throws IllegalArgumentException if the address is not valid; the message gives the reason and
  ///     does not repeat the address, which may hold a token
  public static URI parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("the webhook has no address");
    }
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the address is no URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
    }
    return validate(address);
  }

  /// Rejects an address that is not http or https, or that a webhook must not have.
  ///
  /// @return the address
  /// @throws IllegalArgumentException as [#parse] does
  static URI validate(URI address) {
    String scheme = address.getScheme() == null ? "" : address.getScheme();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http", "https" -> checkParts(address);
      case "" ->
          throw new IllegalArgumentException("the address must begin with https:// or http://");
      default ->
          throw new IllegalArgumentException(
              "the address begins with '" + scheme + ":', only https and http can be called");
    };
  }

  private static URI checkParts(URI address) {
    if (address.toString().length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the address is longer than " + MAX_LENGTH + " characters");
    }
    if (address.getRawUserInfo() != null
        || address.getRawAuthority() != null && address.getRawAuthority().contains("@")) {
      throw new IllegalArgumentException(
          "the address holds a user name or password; name a secret instead");
    }
    if (address.getHost() == null) {
      throw new IllegalArgumentException(
          "the address names no host (letters outside ASCII are written as xn--…)");
    }
    if (address.getPort() == 0 || address.getPort() > MAX_PORT) {
      throw new IllegalArgumentException("the address has no port " + address.getPort());
    }
    if (address.getRawFragment() != null) {
      throw new IllegalArgumentException("the address has a fragment (#…), which is never sent");
    }
    return address;
  }
}
