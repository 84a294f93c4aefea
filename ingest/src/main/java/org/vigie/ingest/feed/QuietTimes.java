package org.vigie.ingest.feed;

import static java.util.stream.Collectors.toSet;

import com.rometools.rome.feed.rss.Channel;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;

/// When a publisher says that its feed need not be read (`skipHours`, `skipDays` of RSS).
///
/// @param hours of the day in Greenwich, 0 to 23
/// @param days of the week in Greenwich
public record QuietTimes(Set<Integer> hours, Set<DayOfWeek> days) {
  /// Never.
  public static final QuietTimes NONE = new QuietTimes(Set.of(), Set.of());

  /// Copies the sets.
  public QuietTimes {
    hours = Set.copyOf(hours);
    days = Set.copyOf(days);
  }

  /// True if the publisher says that there is nothing to read at this time. One that says so of
  /// every hour or every day says nothing.
  public boolean at(Instant time) {
    ZonedDateTime there = time.atZone(ZoneOffset.UTC);
    return hours.size() < 24 && hours.contains(there.getHour())
        || days.size() < 7 && days.contains(there.getDayOfWeek());
  }

  static QuietTimes of(Channel channel) {
    // RSS 0.91 counts the hours from 1 to 24.
    return new QuietTimes(
        channel.getSkipHours().stream().map(hour -> hour % 24).collect(toSet()),
        channel.getSkipDays().stream()
            .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
            .collect(toSet()));
  }
}
