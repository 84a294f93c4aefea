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
import org.vigie.app.terminal.CliException;
import org.vigie.wire.Json;

/// Counts the seconds that the sample feeds have been served. It stands still until every feed was
/// requested once, and while any feed has not been requested for the least duration of a feed's
/// state (4 s): whatever delays the poller (a start, a crash, a busy machine), it sees every state
/// of every feed. Thread-safe.
///
/// Its file stores the time of the first request and the time served. A second is stored before it
/// is served, so a killed process resumes at the same second or up to one second earlier.
public final class SampleClock {
  /// Not longer than any state of a feed, but longer than the gap between polls on a busy machine.
  private static final Duration MAX_REQUEST_GAP = Duration.ofSeconds(SamplePress.MIN_STATE_SECONDS);

  private final Path file;
  private final InstantSource timeSource;
  private final int feedCount;
  private final Map<String, Instant> lastRequests = new HashMap<>();
  private @Nullable Instant startTime;
  private Duration served = Duration.ZERO;
  private Instant lastRequest;

  private SampleClock(Path file, InstantSource time, int feeds) {
    this.file = file;
    this.timeSource = time;
    this.feedCount = feeds;
    this.lastRequest = Instant.MIN;
  }

  /// The content of the file, as JSON.
  ///
  /// @param zero the time of the first request
  /// @param servedMillis how long the sample had been served, in ms
  record StoredClock(Instant zero, long servedMillis) {}

  /// A second of the sample.
  ///
  /// @param start the time of the first request; dates of publication are relative to it
  /// @param second seconds served, from 0
  public record SampleMoment(Instant start, int second) {}

  /// The clock stored in this file, or a new one if there is no file.
  ///
  /// @param feeds number of feeds that must be requested before it runs
  /// @throws Problem if the file cannot be read
  public static SampleClock open(Path file, InstantSource time, int feeds) {
    SampleClock clock = new SampleClock(file, time, feeds);
    clock.load();
    return clock;
  }

  /// Records a request for a feed, and returns the second to answer with.
  ///
  /// @param feed its address
  public synchronized SampleMoment recordRequest(String feed) {
    Instant now = timeSource.instant();
    Instant start = startTime;
    if (start == null) {
      start = now.truncatedTo(ChronoUnit.SECONDS);
      startTime = start;
      store(start);
    } else {
      advance(start, now);
    }
    lastRequest = now;
    lastRequests.put(feed, now);
    return new SampleMoment(start, currentSecond());
  }

  /// The second of the last answer.
  public synchronized int currentSecond() {
    return (int) served.toSeconds();
  }

  /// Returns whether the last second of the sample has passed: every feed was answered with its
  /// final state.
  public synchronized boolean hasEnded() {
    return currentSecond() > SamplePress.DURATION_SECONDS;
  }

  private void advance(Instant start, Instant now) {
    if (lastRequests.size() < feedCount || !now.isAfter(lastRequest) || isAnyFeedOverdue(now)) {
      return;
    }
    int before = currentSecond();
    served = served.plus(Duration.between(lastRequest, now));
    if (currentSecond() != before && before <= SamplePress.DURATION_SECONDS) {
      store(start);
    }
  }

  private boolean isAnyFeedOverdue(Instant now) {
    return lastRequests.values().stream().anyMatch(at -> at.plus(MAX_REQUEST_GAP).isBefore(now));
  }

  private void load() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      StoredClock kept = Json.read(Files.readAllBytes(file), StoredClock.class);
      startTime = kept.zero();
      served = Duration.ofMillis(kept.servedMillis());
    } catch (IOException | Json.MalformedJsonException e) {
      throw new CliException(
          "the sample's clock " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void store(Instant start) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, Json.toBytes(new StoredClock(start, served.toMillis())));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample's clock " + file + " cannot be written", e);
    }
  }
}
