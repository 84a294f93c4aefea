package org.vigie.ingest.fetch;

import java.time.Duration;
import org.vigie.http.AddressResolver;
import org.vigie.http.Product;

/// How to ask servers.
///
/// @param userAgent names the product and a contact, so that a publisher can complain
/// @param deadline for one exchange from connecting to the last byte, redirects included
/// @param maxBytes how large a decoded body may be
/// @param maxRedirects how many hops are followed
/// @param spacing least time between two requests to one host
/// @param allowPrivateAddresses whether loopback, private and other addresses that are not public
///     may be asked
/// @param maxConnections how many connections may be open at once
/// @param resolver where hosts listen
public record FetchSettings(
    String userAgent,
    Duration deadline,
    int maxBytes,
    int maxRedirects,
    Duration spacing,
    boolean allowPrivateAddresses,
    int maxConnections,
    AddressResolver resolver) {
  /// Who asks, where no contact is configured.
  public static final String USER_AGENT = Product.agent("feed reader");

  /// Polite towards the public internet: 20 s, 10 MiB, 5 redirects, half a second between two
  /// requests to one host, public addresses only.
  public static FetchSettings defaults() {
    return new FetchSettings(
        USER_AGENT,
        Duration.ofSeconds(20),
        10 << 20,
        5,
        Duration.ofMillis(500),
        false,
        128,
        AddressResolver.system());
  }

  /// Refuses numbers that make no sense.
  public FetchSettings {
    if (deadline.isNegative() || deadline.isZero() || maxBytes < 1 || maxConnections < 1) {
      throw new IllegalArgumentException(
          "fetch: deadline "
              + deadline
              + ", maxBytes "
              + maxBytes
              + ", maxConnections "
              + maxConnections
              + " must be positive");
    }
    if (maxRedirects < 0 || spacing.isNegative()) {
      throw new IllegalArgumentException(
          "fetch: maxRedirects " + maxRedirects + ", spacing " + spacing + " must not be negative");
    }
  }

  /// The same, asking private addresses too or not.
  public FetchSettings withPrivateAddresses(boolean allow) {
    return new FetchSettings(
        userAgent, deadline, maxBytes, maxRedirects, spacing, allow, maxConnections, resolver);
  }

  /// The same with another resolver.
  public FetchSettings withResolver(AddressResolver other) {
    return new FetchSettings(
        userAgent,
        deadline,
        maxBytes,
        maxRedirects,
        spacing,
        allowPrivateAddresses,
        maxConnections,
        other);
  }

  /// The same with other times.
  public FetchSettings withTimes(Duration otherDeadline, Duration otherSpacing) {
    return new FetchSettings(
        userAgent,
        otherDeadline,
        maxBytes,
        maxRedirects,
        otherSpacing,
        allowPrivateAddresses,
        maxConnections,
        resolver);
  }

  /// The same with another limit on the decoded size of a body.
  public FetchSettings withMaxBytes(int other) {
    return new FetchSettings(
        userAgent,
        deadline,
        other,
        maxRedirects,
        spacing,
        allowPrivateAddresses,
        maxConnections,
        resolver);
  }

  /// The same, naming whom a publisher can write to: an address or a page.
  public FetchSettings withContact(String contact) {
    if (contact.isBlank() || contact.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("contact '" + contact + "' is not printable ASCII");
    }
    return new FetchSettings(
        Product.agent("feed reader; +" + contact.strip()),
        deadline,
        maxBytes,
        maxRedirects,
        spacing,
        allowPrivateAddresses,
        maxConnections,
        resolver);
  }
}
