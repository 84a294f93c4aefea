package org.vigie.app.settings;

import java.time.ZoneId;
import java.util.List;
import org.vigie.runtime.settings.Setting;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.TimeZones;

/// The time zone of the people at the terminal.
///
/// @param zone in which times are shown, and read where none is written
public record ZoneSettings(ZoneId zone) {
  /// The zone of times for people.
  public static final Setting<ZoneId> ZONE =
      new Setting<>(
          "zone",
          "Europe/Paris",
          TimeZones.TYPE,
          "Time zone of the times that commands show, and read where none is written; `local` is"
              + " that of the system. JSON and logs are always in UTC. `--zone` of a command comes"
              + " first.");

  /// Everything that can be set here.
  public static final List<Setting<?>> SETTINGS = List.of(ZONE);

  /// From the configuration in force.
  public static ZoneSettings of(Settings settings) {
    return new ZoneSettings(settings.get(ZONE));
  }
}
