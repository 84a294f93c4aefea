package org.vigie.http;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The settings of a [GuardedHttpClient].
///
/// @param userAgent value of the `User-Agent` header, see [UserAgent]
/// @param deadline for one request from connecting to the last byte that is read
/// @param allowPrivateAddresses whether loopback, private and other addresses that are not public
///     may be requested
/// @param resolver resolves host names
/// @param maxConnections maximum number of open connections
/// @param maxConnectionsPerHost maximum number of open connections to one host and port
/// @param tls trusts certificates; null for the authorities that the JDK trusts
public record HttpClientSettings(
    String userAgent,
    Duration deadline,
    boolean allowPrivateAddresses,
    AddressResolver resolver,
    int maxConnections,
    int maxConnectionsPerHost,
    @Nullable SSLContext tls) {
  /// Checks the values.
  ///
  /// @throws IllegalArgumentException naming the value out of range
  public HttpClientSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("HTTP deadline " + deadline + " must be positive");
    }
    if (maxConnections < 1 || maxConnectionsPerHost < 1) {
      throw new IllegalArgumentException(
          "HTTP maxConnections "
              + maxConnections
              + ", maxConnectionsPerHost "
              + maxConnectionsPerHost
              + " must be positive");
    }
  }

  /// A copy that trusts other certificates.
  ///
  /// @param other null for the authorities that the JDK trusts
  public HttpClientSettings withTls(@Nullable SSLContext other) {
    return new HttpClientSettings(
        userAgent,
        deadline,
        allowPrivateAddresses,
        resolver,
        maxConnections,
        maxConnectionsPerHost,
        other);
  }
}
