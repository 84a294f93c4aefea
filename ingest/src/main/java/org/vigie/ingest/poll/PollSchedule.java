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

/// Computes when to poll a feed again. A feed is polled about ten times as often as it publishes,
/// so a new entry waits a tenth of the usual gap; a 20-entry page with one or two new entries an
/// hour is thus polled every few minutes, long before it has turned over. The pause that the
/// publisher asks for (`ttl`, `max-age`) is a lower bound, honoured up to a quarter of an hour.
/// Pauses are between two minutes and a day, with a tenth of jitter. If a feed has an interval of
/// its own, that interval is used as it is.
final class PollSchedule {
  static final Duration MIN_PAUSE = Duration.ofMinutes(2);
  static final Duration MAX_PAUSE = Duration.ofHours(24);
  private static final Duration DEFAULT_PAUSE = Duration.ofMinutes(10);
  private static final Duration MAX_HINT = Duration.ofMinutes(15);

  /// The pause in hours and days that a publisher says to skip: long, but not for ever, since news
  /// comes at any hour.
  private static final Duration QUIET_PAUSE = Duration.ofHours(1);

  private static final Duration MAX_BACK_OFF = Duration.ofHours(4);
  private static final Duration DEFAULT_THROTTLE_PAUSE = Duration.ofMinutes(15);
  private static final double POLLS_PER_ENTRY = 10;

  /// Time constant in hours of the exponential average of the rate: a day, so that a night or a
  /// weekend without news does not slow a busy feed too far.
  private static final double RATE_MEMORY_HOURS = 24;

  /// The least rate in new entries an hour. A feed that has been silent for years is known to be
  /// silent; zero would mean that its rate is unknown.
  private static final double MIN_RATE = 1e-9;

  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  PollSchedule(RandomGenerator random) {
    this.random = random;
  }

  /// The pause after a successful poll.
  ///
  /// @param asked the pause that the publisher asks for, already limited; null if none
  /// @param lost whether entries may have been missed since the last poll
  Duration computePauseAfterSuccess(
      Feed feed, double entriesPerHour, @Nullable Duration asked, boolean lost) {
    if (feed.interval() != null) {
      return feed.interval();
    }
    Duration own = entriesPerHour <= 0 ? DEFAULT_PAUSE : computeOwnPause(entriesPerHour);
    Duration wanted = lost ? own.dividedBy(2) : own;
    return clampPause(addJitter(max(wanted, asked == null ? MIN_PAUSE : asked)), MIN_PAUSE);
  }

  /// Limits the pause before it becomes a [Duration]: after a month of silence a tenth of the gap
  /// overflows.
  private static Duration computeOwnPause(double entriesPerHour) {
    double seconds = 3_600 / (entriesPerHour * POLLS_PER_ENTRY);
    return Duration.ofSeconds((long) Math.min(seconds, MAX_PAUSE.toSeconds()));
  }

  /// The minimum pause that a publisher asks for, limited to a quarter of an hour.
  ///
  /// @param hint the pause that it names, null if none
  /// @param quiet whether it says that nothing is published at this time
  static @Nullable Duration computeMinimumPause(@Nullable Duration hint, boolean quiet) {
    if (quiet) {
      return QUIET_PAUSE;
    }
    return hint == null ? null : min(hint, MAX_HINT);
  }

  /// The pause after so many failures in a row: exponential back-off up to a cap.
  Duration computePauseAfterFailure(Feed feed, int failures, Duration cap) {
    Duration base = feed.interval() == null ? MIN_PAUSE : feed.interval();
    long factor = 1L << Math.min(Math.max(failures - 1, 0), 20);
    return clampPause(addJitter(min(base.multipliedBy(factor), cap)), min(base, cap));
  }

  Duration computePauseAfterFailure(Feed feed, int failures) {
    return computePauseAfterFailure(feed, failures, MAX_BACK_OFF);
  }

  /// The pause after a server asked for one (429, 503), at most a day.
  Duration computePauseAfterThrottle(Feed feed, int failures, @Nullable Duration asked) {
    Duration least = computePauseAfterFailure(feed, failures);
    return max(least, asked == null ? DEFAULT_THROTTLE_PAUSE : min(asked, MAX_PAUSE));
  }

  /// Explains the time of the next poll from the state that the last poll left.
  static String explainNextPoll(Feed feed, FeedState state) {
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
    return explainRate(state.entriesPerHour(), Duration.between(last, next));
  }

  private static String explainRate(double entriesPerHour, Duration pause) {
    double wanted = 3_600 / (entriesPerHour * POLLS_PER_ENTRY);
    String rate =
        "about %s, and it is read ten times as often"
            .formatted(
                entriesPerHour >= 1
                    ? String.format(Locale.ROOT, "%.1f new entries an hour", entriesPerHour)
                    : String.format(Locale.ROOT, "%.1f new entries a day", entriesPerHour * 24));
    if (pause.toSeconds() > wanted * (1 + JITTER) + 1) {
      return pause.compareTo(MIN_PAUSE.multipliedBy(2)) < 0
          ? rate + ", but never sooner than every 2 min"
          : rate + ", but its publisher asks for a longer pause";
    }
    if (pause.toSeconds() < wanted * (1 - JITTER) - 1) {
      return pause.compareTo(MAX_PAUSE.dividedBy(2)) > 0
          ? rate + ", but daily at least"
          : rate + ", and sooner since entries may have been missed";
    }
    return rate;
  }

  /// The rate in new entries an hour after a further document.
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
    double weight = 1 - Math.exp(-hours / RATE_MEMORY_HOURS);
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
    Duration gap = max(silence, DEFAULT_PAUSE.multipliedBy((long) POLLS_PER_ENTRY));
    return 3_600_000.0 / gap.toMillis();
  }

  /// A first estimate of the rate, from the dates of one document's entries; 0 if fewer than two
  /// have one.
  static double estimateRate(List<Reading> readings) {
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

  /// Applied after the jitter, so that the jittered pause keeps the limits too.
  private static Duration clampPause(Duration pause, Duration least) {
    return min(max(pause, least), MAX_PAUSE);
  }

  private Duration addJitter(Duration pause) {
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
