package org.vigie.ingest.feed;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /// True where the publisher says that there is nothing to read at this time. One that says so of
  /// every hour or every day says nothing.
  public boolean at(Instant time) {
    ZonedDateTime there = time.atZone(ZoneOffset.UTC);
    return hours.size() < 24 && hours.contains(there.getHour())
        || days.size() < 7 && days.contains(there.getDayOfWeek());
  }

  static QuietTimes of(FeedElement channel) {
    FeedElement skipHours = channel.firstOf("skiphours");
    FeedElement skipDays = channel.firstOf("skipdays");
    return skipHours == null && skipDays == null
        ? NONE
        : new QuietTimes(hours(skipHours), days(skipDays));
  }

  private static Set<Integer> hours(@Nullable FeedElement skipped) {
    Set<Integer> hours = new HashSet<>();
    if (skipped != null) {
      for (FeedElement hour : skipped.all("hour")) {
        if (hour.text().matches("\\d{1,2}")) {
          // RSS 0.91 counts from 1 to 24.
          hours.add(Integer.parseInt(hour.text()) % 24);
        }
      }
    }
    return hours;
  }

  private static Set<DayOfWeek> days(@Nullable FeedElement skipped) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (skipped != null) {
      for (FeedElement day : skipped.all("day")) {
        for (DayOfWeek known : DayOfWeek.values()) {
          if (known.name().equals(day.text().toUpperCase(Locale.ROOT))) {
            days.add(known);
          }
        }
      }
    }
    return days;
  }
}
