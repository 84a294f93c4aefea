package org.vigie.runtime.management;

import java.util.List;
import java.util.Optional;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.SettingType;
import org.vigie.runtime.settings.Settings;

/// Where a process with roles shows how it is.
///
/// @param address empty for nowhere
public record ManagementSettings(Optional<BindAddress> address) {
  /// The address of health and metrics.
  public static final Setting<Optional<BindAddress>> ADDRESS =
      new Setting<>(
          "management.address",
          "127.0.0.1:9610",
          new SettingType<>("host:port or off", BindAddress::parseOrOff),
          "Where a process with roles serves `/health/live`, `/health/ready` and `/metrics`; the"
              + " next free port if this one is taken, `off` for nowhere.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(ADDRESS);

  /// From the configuration in force.
  public static ManagementSettings of(Settings settings) {
    return new ManagementSettings(settings.get(ADDRESS));
  }
}
