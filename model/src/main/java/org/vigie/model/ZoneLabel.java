package org.vigie.model;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// How a time zone is named beside a time of day: by its city. Abbreviations such as CST are not
/// used, as several zones share them. Immutable.
///
/// @param zone the zone
public record ZoneLabel(ZoneId zone) {
  /// The city, or `UTC+02:00` for an offset.
  public String name() {
    if (zone.getRules().isFixedOffset()) {
      ZoneOffset offset = zone.getRules().getOffset(Instant.EPOCH);
      return "UTC" + (offset.equals(ZoneOffset.UTC) ? "" : offset.getId());
    }
    return findCity(zone.getId()).replace('_', ' ');
  }

  /// The last part of a zone's id.
  public static String findCity(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /// Returns the offset if the name of the zone leaves it open, since the hour comes twice or the
  /// name is no city but an abbreviation such as CET, which is read as winter time; else empty.
  ///
  /// @param local a time in this zone
  public String findOffset(ZonedDateTime local) {
    boolean named = zone.getRules().isFixedOffset() || zone.getId().contains("/");
    boolean certain = named && zone.getRules().getValidOffsets(local.toLocalDateTime()).size() <= 1;
    return certain ? "" : local.getOffset().getId();
  }
}
