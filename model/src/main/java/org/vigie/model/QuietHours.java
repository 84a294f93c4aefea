package org.vigie.model;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Hours in which nothing is sent, in local times of the subscription's zone. They are written
/// `22:00-07:00`, `mon-fri 22:00-07:00` or `sat,sun 00:00-24:00`.
///
/// @param days the days on which they begin
/// @param from when they begin
/// @param to when they end; on the next day if it is not after `from`, so that hours from 00:00 to
///     00:00 last for the whole day
public record QuietHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  private static final String FORM = "quiet hours are written as in 'mon-fri 22:00-07:00'";
  private static final String END_OF_DAY = "24:00";

  /// Rejects hours without days, and a whole day that does not begin at midnight, which is more
  /// likely meant as none.
  public QuietHours {
    if (days == null || days.isEmpty()) {
      throw new IllegalArgumentException("quiet hours without a day");
    }
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    Checks.require("from", from);
    Checks.require("to", to);
    if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
      throw new IllegalArgumentException(
          "quiet hours from " + from + " to " + to + "; a whole day is 00:00-24:00");
    }
  }

  /// Reads the written form; without days they apply to all.
  ///
  /// @throws IllegalArgumentException if it is none, with an example of what is
  public static QuietHours parse(String written) {
    String text = written.strip();
    int space = text.lastIndexOf(' ');
    String[] times = text.substring(space + 1).split("[-–]", -1);
    if (times.length != 2) {
      throw new IllegalArgumentException("'" + written + "': " + FORM);
    }
    return new QuietHours(
        space < 0
            ? EnumSet.allOf(DayOfWeek.class)
            : WeekTimes.parseDays(text.substring(0, space).replace(" ", "")),
        WeekTimes.parseTime(times[0]),
        times[1].equals(END_OF_DAY) ? LocalTime.MIDNIGHT : WeekTimes.parseTime(times[1]));
  }

  /// The written form.
  @Override
  public String toString() {
    return (days.size() == DayOfWeek.values().length ? "" : WeekTimes.format(days) + " ")
        + from
        + "-"
        + (to.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : to);
  }
}
