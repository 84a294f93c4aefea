package org.vigie.ingest.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;

/// How often a feed publishes something new, in new entries an hour; 0 if it is unknown.
final class EntryRate {
  /// Time constant in hours of the exponential average of the rate: a day, so that a night or a
  /// weekend without news does not slow a busy feed too far.
  private static final double MEMORY_HOURS = 24;

  /// The least rate in new entries an hour. A feed that has been silent for years is known to be
  /// silent; zero would mean that its rate is unknown.
  private static final double MIN_RATE = 1e-9;

  private EntryRate() {}

  /// The rate after a new document.
  ///
  /// @param before the state before the poll
  /// @param readings those of the document
  /// @param fresh number of new entries
  static double measureRate(FeedState before, List<Reading> readings, int fresh, Instant now) {
    Instant last = findSilenceStart(before);
    return last == null
        ? estimateRate(readings)
        : updateRate(before.entriesPerHour(), fresh, Duration.between(last, now));
  }

  /// The rate decayed by the silence so far. The stored rate is measured from document to document
  /// and changes only with a new one.
  static double decayRate(FeedState before, Instant now) {
    double rate = before.entriesPerHour();
    Instant last = findSilenceStart(before);
    return last == null ? rate : decayRate(rate, Duration.between(last, now));
  }

  /// The time since which a feed is known to be silent. While its rate is unknown, no document has
  /// had a new entry since the first one, however often its bytes changed; null before that.
  private static @Nullable Instant findSilenceStart(FeedState before) {
    return before.entriesPerHour() > 0 ? before.lastDocument() : before.firstDocument();
  }

  /// The rate after a further document.
  ///
  /// @param before the rate so far, 0 if unknown
  /// @param fresh number of new entries
  /// @param since time since the last document
  static double updateRate(double before, int fresh, Duration since) {
    double hours = Math.max(since.toMillis(), 1_000) / 3_600_000.0;
    double now = fresh / hours;
    if (before <= 0) {
      return now;
    }
    double weight = 1 - Math.exp(-hours / MEMORY_HOURS);
    return Math.max(before * (1 - weight) + now * weight, MIN_RATE);
  }

  /// The rate after a silence. If it is unknown, the usual gap is assumed to be no shorter than the
  /// silence.
  ///
  /// @param before the rate so far, 0 if unknown
  /// @param silence time since the last document
  static double decayRate(double before, Duration silence) {
    if (before > 0) {
      return updateRate(before, 0, silence);
    }
    Duration least = PollSchedule.DEFAULT_PAUSE.multipliedBy((long) PollSchedule.POLLS_PER_ENTRY);
    Duration gap = silence.compareTo(least) > 0 ? silence : least;
    return 3_600_000.0 / gap.toMillis();
  }

  /// A first estimate of the rate, from the dates of one document's entries; 0 if fewer than two
  /// have one.
  private static double estimateRate(List<Reading> readings) {
    List<Instant> dates = new ArrayList<>();
    for (Reading reading : readings) {
      Instant published = reading.content().published();
      if (published != null && !published.isAfter(reading.fetched())) {
        dates.add(published);
      }
    }
    if (dates.size() < 2) {
      return 0;
    }
    dates.sort(null);
    Instant fetched = readings.getFirst().fetched();
    // Uses the newer half: old entries pinned to a page would lower the rate.
    Instant from = dates.get(dates.size() / 2);
    double hours = Math.max(Duration.between(from, fetched).toMillis(), 60_000) / 3_600_000.0;
    return (dates.size() - dates.size() / 2) / hours;
  }
}
