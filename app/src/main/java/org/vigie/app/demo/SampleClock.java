package org.vigie.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.Problem;
import org.vigie.wire.Json;

/// Counts the seconds that the sample has been served. It stands still until every feed has been
/// asked for, and whenever one of them is not asked for long: whatever keeps the poller away (a
/// start, a crash, a busy machine), no state of a feed passes unread. Safe to share between
/// threads.
///
/// Its file holds the time of the first question and the seconds served. A second is written before
/// it is served, so a killed process goes on where it was or up to a second earlier.
public final class SampleClock {
  /// Shorter than no state of a feed, longer than the polls of a busy machine.
  private static final Duration PATIENCE = Duration.ofSeconds(SamplePress.SHORTEST_STATE);

  private final Path file;
  private final InstantSource time;
  private final int feeds;
  private final Map<String, Instant> asked = new HashMap<>();
  private @Nullable Instant zero;
  private Duration served = Duration.ZERO;
  private Instant last;

  private SampleClock(Path file, InstantSource time, int feeds) {
    this.file = file;
    this.time = time;
    this.feeds = feeds;
    this.last = Instant.MIN;
  }

  /// What the file keeps.
  ///
  /// @param zero the time of the first question
  /// @param servedMillis how long the sample had been served, ms
  record Kept(Instant zero, long servedMillis) {}

  /// A second of the sample.
  ///
  /// @param zero when the first question came; dates of publication count from here
  /// @param second seconds served, from 0
  public record Moment(Instant zero, int second) {}

  /// The clock kept in this file, or a new one where there is none.
  ///
  /// @param feeds how many feeds must be asked for
  /// @throws Problem where the file cannot be read
  public static SampleClock open(Path file, InstantSource time, int feeds) {
    SampleClock clock = new SampleClock(file, time, feeds);
    clock.read();
    return clock;
  }

  /// Notes that a feed was asked for, and returns the second to answer with.
  public synchronized Moment asked(String feed) {
    Instant now = time.instant();
    Instant start = zero;
    if (start == null) {
      start = now.truncatedTo(ChronoUnit.SECONDS);
      zero = start;
      write(start);
    } else {
      advance(start, now);
    }
    last = now;
    asked.put(feed, now);
    return new Moment(start, second());
  }

  /// The second that the last answer showed.
  public synchronized int second() {
    return (int) served.toSeconds();
  }

  /// True once every feed was answered with all that it will ever show.
  public synchronized boolean ended() {
    return second() > SamplePress.SECONDS;
  }

  private void advance(Instant start, Instant now) {
    if (asked.size() < feeds || !now.isAfter(last) || someoneIsAway(now)) {
      return;
    }
    int before = second();
    served = served.plus(Duration.between(last, now));
    if (second() != before && before <= SamplePress.SECONDS) {
      write(start);
    }
  }

  private boolean someoneIsAway(Instant now) {
    return asked.values().stream().anyMatch(at -> at.plus(PATIENCE).isBefore(now));
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      Kept kept = Json.read(Files.readAllBytes(file), Kept.class);
      zero = kept.zero();
      served = Duration.ofMillis(kept.servedMillis());
    } catch (IOException | Json.Malformed e) {
      throw new Problem("the sample's clock " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void write(Instant start) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, Json.bytes(new Kept(start, served.toMillis())));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample's clock " + file + " cannot be written", e);
    }
  }
}
