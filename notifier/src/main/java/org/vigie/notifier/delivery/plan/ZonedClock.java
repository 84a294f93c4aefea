package org.vigie.notifier.delivery.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// Local times of a zone as moments. A local time that a change of the clock leaves out happens at
/// the moment of that change; one that it repeats happens twice.
final class ZonedClock {
  private final ZoneRules rules;

  ZonedClock(ZoneId zone) {
    rules = zone.getRules();
  }

  LocalDate dateAt(Instant moment) {
    return LocalDateTime.ofInstant(moment, rules.getOffset(moment)).toLocalDate();
  }

  /// Returns when the local time happens, or happens first. Later local times never happen earlier.
  Instant firstAt(LocalDateTime time) {
    ZoneOffsetTransition change = rules.getTransition(time);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    // The offset before the change, for a time that happens twice.
    return time.toInstant(rules.getOffset(time));
  }

  /// Returns when the local time happens, or happens for the second time. Later local times never
  /// happen earlier.
  Instant lastAt(LocalDateTime time) {
    ZoneOffsetTransition change = rules.getTransition(time);
    return change != null && change.isOverlap()
        ? time.toInstant(change.getOffsetAfter())
        : firstAt(time);
  }

  /// Returns the first full local hour after a moment. Full hours that happen twice count twice.
  Instant nextFullHour(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    Instant next =
        LocalDateTime.ofInstant(after, offset)
            .truncatedTo(ChronoUnit.HOURS)
            .plusHours(1)
            .toInstant(offset);
    ZoneOffsetTransition change = rules.nextTransition(after);
    return change == null || change.getInstant().isAfter(next) ? next : fullHourFrom(change);
  }

  /// Returns the first full hour at or after a change of the clock, those that it leaves out
  /// included.
  private static Instant fullHourFrom(ZoneOffsetTransition change) {
    LocalDateTime from = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    LocalDateTime hour = from.truncatedTo(ChronoUnit.HOURS);
    Instant full =
        (hour.equals(from) ? hour : hour.plusHours(1)).toInstant(change.getOffsetAfter());
    return full.isBefore(change.getInstant()) ? change.getInstant() : full;
  }
}
