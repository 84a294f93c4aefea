package org.vigie.ingest;

import org.jspecify.annotations.Nullable;

/// How an ingester is.
///
/// @param phase what it is doing
/// @param feeds how many feeds there are, of all ingesters
/// @param owned how many of them are its own
/// @param tried how many of its own it has polled at least once since it started
/// @param failing how many of its own failed at their last poll
/// @param unreadable how many wishes or facts could not be read since it started
/// @param problem what keeps it from working, in words; null while nothing does
public record IngestHealth(
    Phase phase,
    int feeds,
    int owned,
    int tried,
    int failing,
    long unreadable,
    @Nullable String problem) {
  /// The life of an ingester.
  public enum Phase {
    /// Not started, or still joining its group.
    STARTING,
    /// Its share of the feeds is known; it polls.
    RUNNING,
    /// Kafka cannot be reached; it tries again.
    WAITING,
    /// Closed.
    STOPPED
  }

  /// True where every feed of its own was tried since it started.
  public boolean roundDone() {
    return phase == Phase.RUNNING && tried >= owned;
  }
}
