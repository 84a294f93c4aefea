package org.vigie.notifier.channel.chat;

import java.util.List;
import org.vigie.http.AddressResolver;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.Settings;

/// The settings of calls to chat services.
public final class ChatSettings {
  /// Whether services on private addresses are called.
  public static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES =
      CallSettings.privateAddresses(Channel.Chat.KIND, "chat services");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(ALLOW_PRIVATE_ADDRESSES);

  private ChatSettings() {}

  /// From the configuration in force.
  public static CallSettings of(Settings settings) {
    return of(settings.get(ALLOW_PRIVATE_ADDRESSES));
  }

  /// With the default deadline.
  public static CallSettings of(boolean allowPrivateAddresses) {
    return new CallSettings(
        Channel.Chat.KIND,
        CallSettings.DEFAULT_DEADLINE,
        allowPrivateAddresses,
        AddressResolver.system());
  }
}
