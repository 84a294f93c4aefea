package org.vigie.notifier.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.vigie.model.ZoneLabel;

/// Writes points in time for people, to the minute, in their language and zone, which is named:
/// `mar. 1er déc. 2026, 10:42 (Paris)`. In the hour that comes twice at the end of summer time the
/// offset stands with the time. Immutable.
record PublicationTime(Phrases phrases, ZoneId zone) {
  String format(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    ZoneLabel label = new ZoneLabel(zone);
    return "%s %s %s%s (%s)"
        .formatted(
            format(local, "EEE"),
            phrases.dayOfMonth(local.getDayOfMonth()),
            format(local, "MMM uuuu, HH:mm"),
            label.findOffset(local),
            label.name());
  }

  private String format(ZonedDateTime local, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, phrases.locale()).format(local);
  }
}
