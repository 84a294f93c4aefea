package org.vigie.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A replay and how far it is: the value of the Kafka topic `vigie.replays`, written by the process
/// that runs it.
///
/// @param run the id of the replay
/// @param from start of the range, inclusive
/// @param to end of the range, exclusive
/// @param status the status when it was written
/// @param started when the replay began
/// @param updated when the record was written; again and again while the replay runs
/// @param done number of item versions that are decided
/// @param total number of item versions that were copied; 0 until all are
/// @param alerts number of alerts that were raised; null until it has finished
/// @param problem why it failed; null if it did not
public record ReplayRun(
    String run,
    Instant from,
    Instant to,
    ReplayStatus status,
    Instant started,
    Instant updated,
    int done,
    int total,
    @Nullable Integer alerts,
    @Nullable String problem) {
  /// How often a running replay is written at least.
  public static final Duration UPDATE_INTERVAL = Duration.ofSeconds(5);

  /// A replay that was not written for so long is run by nobody.
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  /// Rejects a record without id, range, status or times, and values out of range.
  public ReplayRun {
    Checks.requireId("run", run);
    Checks.requireTime("from", from);
    Checks.requireTime("to", to);
    Checks.require("status", status);
    Checks.requireTime("started", started);
    Checks.requireTime("updated", updated);
    Checks.checkCount("done", done, 0);
    Checks.checkCount("total", total, 0);
    if (alerts != null) {
      Checks.checkCount("alerts", alerts, 0);
    }
    Checks.checkOptionalText("problem", problem, Checks.MAX_TEXT);
  }

  /// The status of a replay.
  public enum ReplayStatus {
    /// A process runs it.
    RUNNING("running"),
    /// Its alerts are complete.
    FINISHED("finished"),
    /// It ended before its alerts were complete.
    FAILED("failed");

    private final String word;

    ReplayStatus(String word) {
      this.word = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// A replay that begins.
  ///
  /// @param from as early as a record can say, or later
  /// @param to as late as a record can say, or earlier
  public static ReplayRun start(String run, Instant from, Instant to, Instant now) {
    return new ReplayRun(
        run,
        from.isBefore(Content.EARLIEST) ? Content.EARLIEST : from,
        to.isAfter(Content.LATEST) ? Content.LATEST : to,
        ReplayStatus.RUNNING,
        now,
        now,
        0,
        0,
        null,
        null);
  }

  /// Returns a copy that is so far.
  public ReplayRun withProgress(int versionsDone, int versions, Instant now) {
    return new ReplayRun(
        run, from, to, status, started, now, versionsDone, versions, alerts, problem);
  }

  /// Returns a copy that has finished.
  public ReplayRun finish(int versions, int raised, Instant now) {
    return new ReplayRun(
        run, from, to, ReplayStatus.FINISHED, started, now, versions, versions, raised, null);
  }

  /// Returns a copy that has failed.
  public ReplayRun fail(String why, Instant now) {
    return new ReplayRun(
        run, from, to, ReplayStatus.FAILED, started, now, done, total, alerts, why);
  }

  /// Returns whether it should run and nobody runs it: its process was killed.
  public boolean isAbandoned(Instant now) {
    return status == ReplayStatus.RUNNING && updated.plus(ABANDONED).isBefore(now);
  }
}
