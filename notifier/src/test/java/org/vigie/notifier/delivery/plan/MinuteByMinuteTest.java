package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;

/// Compares local times with a clock on a wall that is read every minute.
class MinuteByMinuteTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void digestsAreSentWhenTheClockFirstReachesTheirTime() {
    RandomTimings random = new RandomTimings(1);
    for (int i = 0; i < 300; i++) {
      ZoneId zone = random.zone();
      Digest digest = random.digest();
      Instant after = random.moment(zone);

      assertThat(ReleaseTimes.nextDigest(digest, zone, after))
          .as("%s in %s after %s", digest, zone, after)
          .isEqualTo(watchForDigest(digest, zone, after));
    }
  }

  private static Instant watchForDigest(Digest digest, ZoneId zone, Instant after) {
    Instant minute = after.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofDays(2));
    LocalDateTime reached = LocalDateTime.ofInstant(minute, zone);
    while (true) {
      minute = minute.plus(MINUTE);
      LocalDateTime shown = LocalDateTime.ofInstant(minute, zone);
      boolean again = !shown.isAfter(reached);
      if (again && digest.every() == Digest.Every.HOURLY) {
        reached = shown.minusMinutes(1);
      }
      boolean due = false;
      for (; reached.isBefore(shown); reached = reached.plusMinutes(1)) {
        due |= isTimeOf(digest, reached.plusMinutes(1));
      }
      if (due && minute.isAfter(after)) {
        return minute;
      }
    }
  }

  private static boolean isTimeOf(Digest digest, LocalDateTime time) {
    return digest.every() == Digest.Every.HOURLY
        ? time.getMinute() == 0
        : digest.at().contains(time.toLocalTime())
            && (digest.on() == null || digest.on() == time.getDayOfWeek());
  }

  @Test
  void quietHoursLastFromTheFirstMinuteThatTheClockShowsToTheLast() {
    RandomTimings random = new RandomTimings(2);
    for (int i = 0; i < 100; i++) {
      NotificationTiming timing = random.timing();
      Instant at = random.moment(timing.zone()).truncatedTo(ChronoUnit.MINUTES);

      assertThat(ReleaseTimes.quietUntil(timing, at))
          .as("%s in %s at %s", timing.quiet(), timing.zone(), at)
          .isEqualTo(watchQuiet(timing, at));
    }
  }

  private static @Nullable Instant watchQuiet(NotificationTiming timing, Instant at) {
    List<Period> periods = List.copyOf(watchPeriods(timing, at).values());
    LocalDate lastDay = LocalDate.ofInstant(at, timing.zone()).plusDays(15);
    Instant limit = lastDay.atStartOfDay(timing.zone()).toInstant();
    Instant end = at;
    while (end.isBefore(limit) && isWithin(periods, end)) {
      end = end.plus(MINUTE);
    }
    return end.equals(at) ? null : end;
  }

  private static boolean isWithin(List<Period> periods, Instant minute) {
    return periods.stream()
        .anyMatch(period -> !minute.isBefore(period.from) && minute.isBefore(period.to));
  }

  /// The quiet hours of each day, as they are seen from three days before a moment to sixteen days
  /// after it.
  private static Map<List<Object>, Period> watchPeriods(NotificationTiming timing, Instant at) {
    Map<List<Object>, Period> periods = new HashMap<>();
    Instant end = at.plus(Duration.ofDays(16));
    for (Instant now = at.minus(Duration.ofDays(3)); now.isBefore(end); now = now.plus(MINUTE)) {
      LocalDateTime shown = LocalDateTime.ofInstant(now, timing.zone());
      for (QuietHours hours : timing.quiet()) {
        watch(periods, hours, now, shown, shown.toLocalDate());
        watch(periods, hours, now, shown, shown.toLocalDate().minusDays(1));
      }
    }
    return periods;
  }

  private static void watch(
      Map<List<Object>, Period> periods,
      QuietHours hours,
      Instant now,
      LocalDateTime shown,
      LocalDate day) {
    LocalDateTime from = day.atTime(hours.from());
    LocalDateTime to =
        (hours.to().isAfter(hours.from()) ? day : day.plusDays(1)).atTime(hours.to());
    if (!hours.days().contains(day.getDayOfWeek()) || shown.isBefore(from) || shown.isAfter(to)) {
      return;
    }
    List<Object> key = List.of(hours, day);
    Period before = periods.get(key);
    Instant end = shown.equals(to) ? now : now.plus(MINUTE);
    if (before != null) {
      periods.put(key, new Period(before.from, end));
    } else if (shown.isBefore(to)) {
      periods.put(key, new Period(now, end));
    }
  }

  private record Period(Instant from, Instant to) {}
}
