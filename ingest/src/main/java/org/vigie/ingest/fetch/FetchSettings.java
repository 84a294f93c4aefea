package org.vigie.ingest.fetch;

import java.time.Duration;
import org.vigie.http.AddressResolver;
import org.vigie.http.HttpClientSettings;
import org.vigie.http.UserAgent;

/// How feeds are fetched.
///
/// @param userAgent value of `User-Agent`: names the product and a contact, so that a publisher can
///     complain
/// @param deadline for one fetch from connecting to the last byte, redirects included
/// @param maxBytes maximum size of a decoded body in bytes
/// @param maxRedirects maximum number of redirects that are followed
/// @param spacing least time between two requests to one host
/// @param allowPrivateAddresses whether loopback, private and other addresses that are not public
///     may be requested
/// @param maxConnections maximum number of open connections
/// @param resolver resolves host names
public record FetchSettings(
    String userAgent,
    Duration deadline,
    int maxBytes,
    int maxRedirects,
    Duration spacing,
    boolean allowPrivateAddresses,
    int maxConnections,
    AddressResolver resolver) {
  /// The user agent if no contact is configured.
  public static final String USER_AGENT = UserAgent.forPurpose("feed reader");

  /// Defaults for the public internet: 20 s, 10 MiB, 5 redirects, half a second between two
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

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException naming the value out of range
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

  /// The settings of the HTTP client. [HostRateLimiter] sends one request to a host at a time; the
  /// second connection is for another port.
  HttpClientSettings toClientSettings() {
    return new HttpClientSettings(
        userAgent, deadline, allowPrivateAddresses, resolver, maxConnections, 2, null);
  }

  /// A copy that allows or refuses private addresses.
  public FetchSettings withPrivateAddresses(boolean allow) {
    return new FetchSettings(
        userAgent, deadline, maxBytes, maxRedirects, spacing, allow, maxConnections, resolver);
  }

  /// A copy with another resolver.
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

  /// A copy with another deadline and spacing.
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

  /// A copy with another limit on the decoded size of a body, in bytes.
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

  /// A copy whose user agent names a contact for publishers: an address or a page.
  ///
  /// @throws IllegalArgumentException if the contact is not printable ASCII
  public FetchSettings withContact(String contact) {
    if (contact.isBlank() || contact.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("contact '" + contact + "' is not printable ASCII");
    }
    return new FetchSettings(
        UserAgent.forPurpose("feed reader; +" + contact.strip()),
        deadline,
        maxBytes,
        maxRedirects,
        spacing,
        allowPrivateAddresses,
        maxConnections,
        resolver);
  }
}
