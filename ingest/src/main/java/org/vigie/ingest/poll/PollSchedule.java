package org.vigie.ingest.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;

/// Computes when to poll a feed again. A feed is polled about ten times as often as it publishes,
/// so a new entry waits a tenth of the usual gap; a 20-entry page with one or two new entries an
/// hour is thus polled every few minutes, long before it has turned over. The pause that the
/// publisher asks for (`ttl`, `max-age`) is a lower bound, honoured up to a quarter of an hour.
/// Pauses are between two minutes and a day, with a tenth of jitter. If a feed has an interval of
/// its own, that interval is used as it is.
final class PollSchedule {
  static final Duration MIN_PAUSE = Duration.ofMinutes(2);
  static final Duration MAX_PAUSE = Duration.ofHours(24);
  static final Duration DEFAULT_PAUSE = Duration.ofMinutes(10);
  private static final Duration MAX_HINT = Duration.ofMinutes(15);

  /// The pause in hours and days that a publisher says to skip: long, but not for ever, since news
  /// comes at any hour.
  private static final Duration QUIET_PAUSE = Duration.ofHours(1);

  private static final Duration MAX_BACK_OFF = Duration.ofHours(4);
  private static final Duration DEFAULT_THROTTLE_PAUSE = Duration.ofMinutes(15);
  static final double POLLS_PER_ENTRY = 10;

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
    Duration base = feed.interval() == null ? MIN_PAUSE : max(feed.interval(), MIN_PAUSE);
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
      return "its request sets the interval";
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
