package org.vigie.notifier.channel.ntfy;

import java.util.List;
import org.vigie.http.AddressResolver;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.Settings;

/// The settings of calls to ntfy servers.
public final class NtfySettings {
  /// Whether servers on private addresses are called.
  public static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES =
      CallSettings.privateAddresses(Channel.Ntfy.KIND, "ntfy servers");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(ALLOW_PRIVATE_ADDRESSES);

  private NtfySettings() {}

  /// From the configuration in force.
  public static CallSettings of(Settings settings) {
    return of(settings.get(ALLOW_PRIVATE_ADDRESSES));
  }

  /// With the default deadline.
  public static CallSettings of(boolean allowPrivateAddresses) {
    return new CallSettings(
        Channel.Ntfy.KIND,
        CallSettings.DEFAULT_DEADLINE,
        allowPrivateAddresses,
        AddressResolver.system());
  }
}
