package org.vigie.ingest.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;

/// When to ask a feed again. A feed is read about ten times as often as it says something new, so
/// that news waits a tenth of the usual gap; a 20-entry page with an entry or two an hour is thus
/// read every few minutes, long before it has turned over. What the publisher asks for (`ttl`,
/// `max-age`) is a lower bound, believed up to a quarter of an hour. Never more often than every
/// two minutes, never less than daily, with a tenth of jitter. A wish with an interval of its own
/// is taken at its word.
final class Schedule {
  static final Duration FLOOR = Duration.ofMinutes(2);
  static final Duration CEILING = Duration.ofHours(24);
  private static final Duration UNKNOWN = Duration.ofMinutes(10);
  private static final Duration MOST_HINT = Duration.ofMinutes(15);

  /// In hours and days that a publisher says to skip: seldom, but not never, since news keeps to no
  /// hours.
  private static final Duration QUIET = Duration.ofHours(1);

  private static final Duration MOST_BACK_OFF = Duration.ofHours(4);
  private static final Duration UNSAID_RETRY = Duration.ofMinutes(15);
  private static final double POLLS_PER_ENTRY = 10;

  /// How long a rate is remembered, in hours: a day, so that a night or a weekend without news does
  /// not put a busy feed to sleep. Older news counts for less by this constant of an exponential.
  private static final double MEMORY = 24;

  /// New entries an hour. A feed that has said nothing for years is known to be silent; at zero it
  /// would count as one of which nothing is known yet.
  private static final double LEAST_RATE = 1e-9;

  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  Schedule(RandomGenerator random) {
    this.random = random;
  }

  /// The pause after a good poll.
  ///
  /// @param asked the pause that the publisher asks for, as far as it is believed; null without
  /// @param lost whether entries may have been missed since the last poll
  Duration afterSuccess(Feed feed, double entriesPerHour, @Nullable Duration asked, boolean lost) {
    if (feed.interval() != null) {
      return feed.interval();
    }
    Duration own = entriesPerHour <= 0 ? UNKNOWN : own(entriesPerHour);
    Duration wanted = lost ? own.dividedBy(2) : own;
    return clamped(jittered(max(wanted, asked == null ? FLOOR : asked)), FLOOR);
  }

  /// After a month of silence the tenth of a gap is longer than any clock counts.
  private static Duration own(double entriesPerHour) {
    double seconds = 3_600 / (entriesPerHour * POLLS_PER_ENTRY);
    return Duration.ofSeconds((long) Math.min(seconds, CEILING.toSeconds()));
  }

  /// The least pause that a publisher asks for, as far as it is believed.
  ///
  /// @param hint as it says, null where it does not
  /// @param quiet whether it says that there is nothing to read at this time
  static @Nullable Duration least(@Nullable Duration hint, boolean quiet) {
    if (quiet) {
      return QUIET;
    }
    return hint == null ? null : min(hint, MOST_HINT);
  }

  /// The pause after so many failures in a row: doubled each time, with a cap, never for ever.
  Duration afterFailure(Feed feed, int failures, Duration cap) {
    Duration base = feed.interval() == null ? FLOOR : feed.interval();
    long factor = 1L << Math.min(Math.max(failures - 1, 0), 20);
    return clamped(jittered(min(base.multipliedBy(factor), cap)), min(base, cap));
  }

  Duration afterFailure(Feed feed, int failures) {
    return afterFailure(feed, failures, MOST_BACK_OFF);
  }

  /// The pause after a server asked for one, within a day.
  Duration afterThrottle(Feed feed, int failures, @Nullable Duration asked) {
    Duration least = afterFailure(feed, failures);
    return max(least, asked == null ? UNSAID_RETRY : min(asked, CEILING));
  }

  /// Why the next poll is when it is, told from the facts that the last one left.
  static String why(Feed feed, FeedState state) {
    Instant last = state.lastAttempt();
    Instant next = state.nextPoll();
    if (last == null || next == null) {
      return "it was never polled";
    }
    if (state.failures() > 0) {
      return state.failures() == 1
          ? "the last poll failed"
          : state.failures() + " polls failed in a row, and the pause grows with each";
    }
    if (feed.interval() != null) {
      return "so its wish says";
    }
    if (state.entriesPerHour() <= 0) {
      return "how often it says something new is not known yet";
    }
    return ofRate(state.entriesPerHour(), Duration.between(last, next));
  }

  private static String ofRate(double entriesPerHour, Duration pause) {
    double wanted = 3_600 / (entriesPerHour * POLLS_PER_ENTRY);
    String rate =
        "about %s, and it is read ten times as often"
            .formatted(
                entriesPerHour >= 1
                    ? String.format(Locale.ROOT, "%.1f new entries an hour", entriesPerHour)
                    : String.format(Locale.ROOT, "%.1f new entries a day", entriesPerHour * 24));
    if (pause.toSeconds() > wanted * (1 + JITTER) + 1) {
      return pause.compareTo(FLOOR.multipliedBy(2)) < 0
          ? rate + ", but never sooner than every 2 min"
          : rate + ", but its publisher asks for a longer pause";
    }
    if (pause.toSeconds() < wanted * (1 - JITTER) - 1) {
      return pause.compareTo(CEILING.dividedBy(2)) > 0
          ? rate + ", but daily at least"
          : rate + ", and sooner since entries may have been missed";
    }
    return rate;
  }

  /// New entries an hour after a further document.
  ///
  /// @param before the rate so far, 0 where unknown
  /// @param fresh how many entries were new
  /// @param since time since the last document
  static double rate(double before, int fresh, Duration since) {
    double hours = Math.max(since.toMillis(), 1_000) / 3_600_000.0;
    double now = fresh / hours;
    if (before <= 0) {
      return now;
    }
    double weight = 1 - Math.exp(-hours / MEMORY);
    return Math.max(before * (1 - weight) + now * weight, LEAST_RATE);
  }

  /// The rate as it looks after a silence. Of an unknown one is known that the usual gap is hardly
  /// shorter than the silence.
  ///
  /// @param before the rate so far, 0 where unknown
  /// @param silence since the last document
  static double faded(double before, Duration silence) {
    if (before > 0) {
      return rate(before, 0, silence);
    }
    Duration gap = max(silence, UNKNOWN.multipliedBy((long) POLLS_PER_ENTRY));
    return 3_600_000.0 / gap.toMillis();
  }

  /// A first guess of the rate: from the dates of the entries of one document.
  static double rate(List<Reading> readings) {
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
    // The newer half: old entries pinned to a page would make it look slow.
    Instant from = dates.get(dates.size() / 2);
    double hours = Math.max(Duration.between(from, fetched).toMillis(), 60_000) / 3_600_000.0;
    return (dates.size() - dates.size() / 2) / hours;
  }

  /// After the jitter, so that it keeps to the limits too.
  private static Duration clamped(Duration pause, Duration least) {
    return min(max(pause, least), CEILING);
  }

  private Duration jittered(Duration pause) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis((long) (pause.toMillis() * factor));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
