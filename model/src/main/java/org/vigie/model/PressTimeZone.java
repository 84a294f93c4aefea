package org.vigie.model;

import java.time.ZoneId;

/// The time zone of the French press, in force wherever a date or a time names none.
public final class PressTimeZone {
  /// Europe/Paris.
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private PressTimeZone() {}
}
