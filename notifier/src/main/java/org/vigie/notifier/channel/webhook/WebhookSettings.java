package org.vigie.notifier.channel.webhook;

import java.time.Duration;
import java.util.List;
import org.vigie.http.AddressResolver;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;

/// The settings of webhook requests.
///
/// @param deadline the time limit of one exchange, from connecting to the last byte that is read
/// @param allowPrivateAddresses true if loopback, private and other non-public addresses may be
///     called
/// @param resolver resolves host names
public record WebhookSettings(
    Duration deadline, boolean allowPrivateAddresses, AddressResolver resolver) {
  /// The longest deadline of a call: the end of a notifier and a rebalance wait for running calls.
  private static final Duration MAX_CALL = Duration.ofMinutes(10);

  /// The deadline of a webhook call.
  public static final Setting<Duration> DEADLINE =
      new Setting<>(
          "webhook.deadline",
          "15s",
          SettingType.durationOfAtMost(MAX_CALL),
          "How long one call of a webhook may take, from connecting to the end of the answer; at"
              + " most 10m.");

  /// Whether webhooks on private addresses are called.
  public static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES =
      CallSettings.privateAddresses(Channel.Webhook.KIND, "webhooks");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(DEADLINE, ALLOW_PRIVATE_ADDRESSES);

  /// From the configuration in force.
  public static WebhookSettings of(Settings settings) {
    return new WebhookSettings(
        settings.get(DEADLINE), settings.get(ALLOW_PRIVATE_ADDRESSES), AddressResolver.system());
  }

  /// @throws IllegalArgumentException if the deadline is not positive
  public WebhookSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("webhook deadline " + deadline + " must be positive");
    }
  }

  CallSettings toCallSettings() {
    return new CallSettings(Channel.Webhook.KIND, deadline, allowPrivateAddresses, resolver);
  }

  /// The default settings: public addresses only.
  public static WebhookSettings defaults() {
    return new WebhookSettings(CallSettings.DEFAULT_DEADLINE, false, AddressResolver.system());
  }
}
