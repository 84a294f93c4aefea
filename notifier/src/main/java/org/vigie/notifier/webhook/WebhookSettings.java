package org.vigie.notifier.webhook;

import java.time.Duration;
import org.vigie.http.AddressResolver;

/// How webhooks are called.
///
/// @param deadline for one exchange, from connecting to the last byte that is read
/// @param allowPrivateAddresses whether loopback, private and other addresses that are not public
///     may be called
/// @param resolver where hosts listen
public record WebhookSettings(
    Duration deadline, boolean allowPrivateAddresses, AddressResolver resolver) {
  /// Refuses a deadline of nothing.
  public WebhookSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("webhook deadline " + deadline + " must be positive");
    }
  }

  /// Public addresses only, 15 seconds: the least that Standard Webhooks recommends.
  public static WebhookSettings defaults() {
    return new WebhookSettings(Duration.ofSeconds(15), false, AddressResolver.system());
  }
}
