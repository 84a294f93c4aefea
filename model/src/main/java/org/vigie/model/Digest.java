package org.vigie.model;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When alerts are sent together: every hour, on every day at some times, or once a week. All times
/// are local times of the subscription's zone. It is written `hourly`, `daily 07:30`,
/// `daily 07:30,18:00` or `weekly mon 08:00`.
///
/// @param every how often
/// @param at local times to the minute, sorted; empty for an hourly digest, which is sent at every
///     full hour, exactly one for a weekly one
/// @param on the day of a weekly digest; null for the others
public record Digest(Every every, List<LocalTime> at, @Nullable DayOfWeek on) {
  /// The maximum number of digests of a day at chosen times.
  public static final int MAX_TIMES = 24;

  private static final LocalTime DEFAULT_TIME = LocalTime.of(8, 0);

  /// How often a digest is sent.
  public enum Every {
    /// At every full hour.
    HOURLY("hourly"),
    /// On every day.
    DAILY("daily"),
    /// Once a week.
    WEEKLY("weekly");

    private final String jsonName;

    Every(String word) {
      this.jsonName = word;
    }

    /// The word used in the written form.
    @Override
    public String toString() {
      return jsonName;
    }
  }

  /// Rejects a digest without its times, and one with times that it does not use.
  public Digest {
    Checks.require("digest", every);
    at = Checks.copyOrEmpty("digest", at).stream().sorted().distinct().toList();
    if (at.size() > MAX_TIMES) {
      throw new IllegalArgumentException("a digest at more than " + MAX_TIMES + " times of a day");
    }
    if (at.stream().anyMatch(time -> time.getSecond() != 0 || time.getNano() != 0)) {
      throw new IllegalArgumentException("the times of a digest are to the minute");
    }
    switch (every) {
      case HOURLY -> requireForm(at.isEmpty() && on == null, "an hourly digest has no time");
      case DAILY -> requireForm(!at.isEmpty() && on == null, "a daily digest has times and no day");
      case WEEKLY ->
          requireForm(at.size() == 1 && on != null, "a weekly digest has one day and one time");
    }
  }

  private static void requireForm(boolean right, String problem) {
    if (!right) {
      throw new IllegalArgumentException(problem);
    }
  }

  /// Reads the written form. Without a time, a daily or weekly digest is sent at 08:00.
  ///
  /// @throws IllegalArgumentException if it is none, with an example of what is
  public static Digest parse(String written) {
    String[] words = written.strip().split("\\s+", -1);
    return switch (words[0]) {
      case "hourly" -> {
        requireForm(words.length == 1, "an hourly digest has no time");
        yield new Digest(Every.HOURLY, List.of(), null);
      }
      case "daily" -> {
        requireForm(words.length <= 2, "a daily digest is written as in 'daily 07:30,18:00'");
        yield new Digest(
            Every.DAILY,
            words.length == 1 ? List.of(DEFAULT_TIME) : WeekTimes.parseTimes(words[1]),
            null);
      }
      case "weekly" -> {
        requireForm(
            words.length == 2 || words.length == 3,
            "a weekly digest needs its day, as in 'weekly mon 08:00'");
        yield new Digest(
            Every.WEEKLY,
            words.length == 2 ? List.of(DEFAULT_TIME) : WeekTimes.parseTimes(words[2]),
            WeekTimes.parseDay(words[1]));
      }
      default ->
          throw new IllegalArgumentException(
              "'"
                  + words[0]
                  + "' is none of hourly, daily, weekly; a digest is written as in 'hourly',"
                  + " 'daily 07:30' or 'weekly mon 08:00'");
    };
  }

  /// The written form.
  @Override
  public String toString() {
    return every
        + (on == null ? "" : " " + WeekTimes.format(on))
        + (at.isEmpty()
            ? ""
            : " " + String.join(",", at.stream().map(LocalTime::toString).toList()));
  }
}
