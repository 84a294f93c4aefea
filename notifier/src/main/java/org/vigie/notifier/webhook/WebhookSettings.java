package org.vigie.notifier.webhook;

import java.time.Duration;
import org.vigie.http.AddressResolver;

/// The settings of webhook requests.
///
/// @param deadline the time limit of one exchange, from connecting to the last byte that is read
/// @param allowPrivateAddresses true if loopback, private and other non-public addresses may be
///     called
/// @param resolver resolves host names
public record WebhookSettings(
    Duration deadline, boolean allowPrivateAddresses, AddressResolver resolver) {
  /// @throws IllegalArgumentException if the deadline is not positive
  public WebhookSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("webhook deadline " + deadline + " must be positive");
    }
  }

  /// The default settings: public addresses only, and 15 seconds, the minimum that Standard
  /// Webhooks recommends.
  public static WebhookSettings defaults() {
    return new WebhookSettings(Duration.ofSeconds(15), false, AddressResolver.system());
  }
}
