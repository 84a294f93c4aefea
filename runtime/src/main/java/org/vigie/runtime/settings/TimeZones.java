package org.vigie.runtime.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads time zones as people write them.
public final class TimeZones {
  /// The type of a setting or option that names a zone.
  public static final SettingType<ZoneId> TYPE =
      new SettingType<>("Region/City, offset, UTC or local", TimeZones::parse);

  private TimeZones() {}

  /// The zone of the text: `Europe/Paris`, `+01:00`, `UTC`, or `local` for the system's. Case does
  /// not matter.
  ///
  /// @throws IllegalArgumentException naming the nearest zone, if there is none of that name
  public static ZoneId parse(String text) {
    String written = text.strip();
    if (written.equalsIgnoreCase("local")) {
      return ZoneId.systemDefault();
    }
    if (written.equalsIgnoreCase("UTC")) {
      return ZoneOffset.UTC;
    }
    Optional<String> known =
        ZoneId.getAvailableZoneIds().stream().filter(written::equalsIgnoreCase).findFirst();
    try {
      return ZoneId.of(known.orElse(written));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time zone; %s".formatted(written, suggest(written)), e);
    }
  }

  private static String findCity(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private static String suggest(String written) {
    return findNearest(written)
        .map(id -> "did you mean '" + id + "'?")
        .orElse("write Region/City such as Europe/Paris, an offset such as +01:00, UTC or local");
  }

  /// The zone that was probably meant, found by its id or its city alone.
  public static Optional<String> findNearest(String written) {
    Map<String, String> ids = new TreeMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ids.put(toKey(id), id);
      ids.putIfAbsent(toKey(findCity(id)), id);
    }
    return Suggestions.findNearest(toKey(written), ids.keySet(), written.length() / 4)
        .map(ids::get);
  }

  private static String toKey(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
