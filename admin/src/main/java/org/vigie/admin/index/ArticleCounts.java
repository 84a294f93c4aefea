package org.vigie.admin.index;

import java.time.Instant;
import java.util.List;

/// How many articles a search finds, over time and by what they are about.
///
/// @param total number of all
/// @param unit the length of a bar of the histogram
/// @param histogram without gaps, from the first article to the last; empty if there is none
/// @param topics the most frequent first
/// @param countries the most frequent, those first
/// @param outlets the most frequent, those first
public record ArticleCounts(
    long total,
    TimeUnit unit,
    List<TimeBar> histogram,
    List<IdCount> topics,
    List<IdCount> countries,
    List<OutletCount> outlets) {
  /// Lengths of bars, by the calendar of Europe/Paris.
  public enum TimeUnit {
    /// Sixty minutes.
    HOUR("hour"),
    /// From midnight to midnight.
    DAY("day"),
    /// From Monday to Sunday.
    WEEK("week"),
    /// A calendar month.
    MONTH("month");

    private final String word;

    TimeUnit(String word) {
      this.word = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// A bar of the histogram.
  ///
  /// @param start its first instant
  public record TimeBar(Instant start, long count) {}

  /// How many articles have something.
  public record IdCount(String id, long count) {}

  /// How many articles an outlet has.
  public record OutletCount(String id, String name, long count) {}
}
