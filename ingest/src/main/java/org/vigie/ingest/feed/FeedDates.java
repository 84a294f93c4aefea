package org.vigie.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.vigie.model.WrittenDate;

/// Dates of feeds, in all forms of [WrittenDate], to the second; markup and character references
/// in them are read as text. A date before 1990 or more than two days ahead gives null, as does
/// all that is not understood: a wrong date is worse than none.
public final class FeedDates {
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(2);

  /// A date is shorter; the rest is markup.
  private static final int MAX_LENGTH = 1_000;

  private final InstantSource clock;

  /// Dates are judged against this clock.
  public FeedDates(InstantSource clock) {
    this.clock = clock;
  }

  /// The instant that a date stands for, or null.
  public @Nullable Instant read(@Nullable String written) {
    if (written == null || written.length() > MAX_LENGTH) {
      return null;
    }
    boolean markup = written.indexOf('<') >= 0 || written.indexOf('&') >= 0;
    WrittenDate date = WrittenDate.parse(markup ? PlainText.toLine(written) : written);
    return date == null ? null : inRange(date.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private @Nullable Instant inRange(Instant date) {
    return date.isBefore(EARLIEST) || date.isAfter(clock.instant().plus(AHEAD)) ? null : date;
  }
}
