package org.vigie.app.command;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vigie.app.settings.ZoneSettings;
import org.vigie.app.time.DisplayTime;
import org.vigie.runtime.settings.Settings;
import org.vigie.runtime.settings.TimeZones;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The option of commands that show or read times for people.
final class ZoneOption {
  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = ZoneConverter.class,
      description =
          "Time zone of the times shown, and of those given without one: Region/City, an offset"
              + " such as +01:00, UTC, or local (the system's); default: the setting zone, else"
              + " Europe/Paris.")
  private @Nullable ZoneId zone;

  /// Reads a zone by its name.
  static final class ZoneConverter implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return TimeZones.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /// The zone in force.
  ZoneId read(Settings settings) {
    return zone == null ? ZoneSettings.of(settings).zone() : zone;
  }

  /// How times are shown.
  DisplayTime createDisplay(Settings settings) {
    return new DisplayTime(read(settings));
  }
}
