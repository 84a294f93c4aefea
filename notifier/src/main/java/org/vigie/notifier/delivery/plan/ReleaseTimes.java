package org.vigie.notifier.delivery.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;

/// The local times of a subscription as moments. What is planned for a local time that the clock
/// leaves out in spring happens at the moment at which the clock is put forward. Where the clock is
/// put back and a local time happens twice, a digest is sent at the first, and quiet hours last
/// from the first of their times to the last.
public final class ReleaseTimes {
  /// On which day after a moment quiet hours end that never do. Others end within a week, or within
  /// two if a change of the clock takes away the pause between them.
  public static final int LAST_QUIET_DAY = 15;

  /// Quiet hours that hold a moment begin at most so many days before its local date. One would do
  /// but for clocks that are put back at midnight.
  private static final int DAYS_BEFORE = 2;

  /// Quiet hours of the next local date hold a moment if the clock is put back over midnight.
  private static final int DAYS_AFTER = 1;

  private ReleaseTimes() {}

  /// Returns the time of the first digest after a moment, never that moment itself. An hourly
  /// digest is sent at both of two equal local hours.
  public static Instant nextDigest(Digest digest, ZoneId zone, Instant after) {
    ZonedClock clock = new ZonedClock(zone);
    if (digest.every() == Digest.Every.HOURLY) {
      return clock.nextFullHour(after);
    }
    for (LocalDate day = clock.dateAt(after); ; day = day.plusDays(1)) {
      if (digest.on() == null || digest.on() == day.getDayOfWeek()) {
        for (LocalTime time : digest.at()) {
          Instant moment = clock.firstAt(day.atTime(time));
          if (moment.isAfter(after)) {
            return moment;
          }
        }
      }
    }
  }

  /// Returns the end of the quiet hours or the silence in force at a moment; null if there are
  /// none. Those that overlap or follow one another without a pause count as one. At its end it is
  /// no longer quiet, unless quiet hours never end: then it is the beginning of the
  /// [#LAST_QUIET_DAY]th local day after the moment, or after the silence, so that what one day
  /// holds is told together.
  public static @Nullable Instant quietUntil(NotificationTiming timing, Instant at) {
    ZonedClock clock = new ZonedClock(timing.zone());
    Instant silent = timing.silentUntil();
    Instant start = silent != null && silent.isAfter(at) ? silent : at;
    Instant limit = clock.firstAt(clock.dateAt(start).plusDays(LAST_QUIET_DAY).atStartOfDay());
    Instant end = start;
    Instant longer = extend(timing, clock, end);
    while (longer.isAfter(end) && longer.isBefore(limit)) {
      end = longer;
      longer = extend(timing, clock, end);
    }
    end = longer.isBefore(limit) ? longer : limit;
    return end.isAfter(at) ? end : null;
  }

  /// Returns the last end of the quiet hours that hold a moment; the moment itself if none does.
  private static Instant extend(NotificationTiming timing, ZonedClock clock, Instant moment) {
    LocalDate date = clock.dateAt(moment);
    Instant last = moment;
    for (QuietHours hours : timing.quiet()) {
      for (int days = -DAYS_BEFORE; days <= DAYS_AFTER; days++) {
        Instant end = endIfHeld(hours, clock, date.plusDays(days), moment);
        last = end != null && end.isAfter(last) ? end : last;
      }
    }
    return last;
  }

  /// Returns the end of the quiet hours that begin on a day, if they hold the moment.
  private static @Nullable Instant endIfHeld(
      QuietHours hours, ZonedClock clock, LocalDate day, Instant moment) {
    if (!hours.days().contains(day.getDayOfWeek())
        || clock.firstAt(day.atTime(hours.from())).isAfter(moment)) {
      return null;
    }
    LocalDate lastDay = hours.to().isAfter(hours.from()) ? day : day.plusDays(1);
    Instant end = clock.lastAt(lastDay.atTime(hours.to()));
    return end.isAfter(moment) ? end : null;
  }
}
