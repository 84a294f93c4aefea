package org.vigie.notifier.channel.http;

import java.time.Duration;
import org.vigie.http.AddressResolver;
import org.vigie.http.HttpClientSettings;
import org.vigie.http.UserAgent;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;

/// How the channels of one kind call servers.
///
/// @param kind the kind of the channels, with which the keys of their settings begin
/// @param deadline the time limit of one exchange, from connecting to the last byte that is read
/// @param allowPrivateAddresses true if loopback, private and other non-public addresses may be
///     called
/// @param resolver resolves host names
public record CallSettings(
    String kind, Duration deadline, boolean allowPrivateAddresses, AddressResolver resolver) {
  /// The default deadline: the minimum that Standard Webhooks recommends.
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(15);

  /// @throws IllegalArgumentException if the deadline is not positive
  public CallSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException(kind + " deadline " + deadline + " must be positive");
    }
  }

  /// The setting that lets the channels of a kind call addresses that are not public.
  ///
  /// @param called what is called, in the plural
  public static Setting<Boolean> privateAddresses(String kind, String called) {
    return new Setting<>(
        keyOfPrivateAddresses(kind),
        "false",
        SettingType.bool(),
        "Whether "
            + called
            + " on loopback, private and other addresses that are not public are called.");
  }

  private static String keyOfPrivateAddresses(String kind) {
    return kind + ".allow-private-addresses";
  }

  /// The key of [#privateAddresses].
  String keyOfPrivateAddresses() {
    return keyOfPrivateAddresses(kind);
  }

  /// The settings of the HTTP client, with a connection for each attempt that may run.
  HttpClientSettings toClientSettings() {
    return new HttpClientSettings(
        UserAgent.forPurpose(kind),
        deadline,
        allowPrivateAddresses,
        resolver,
        ChannelSender.MAX_CONCURRENT_ATTEMPTS,
        ChannelSender.MAX_CONCURRENT_ATTEMPTS,
        null);
  }
}
