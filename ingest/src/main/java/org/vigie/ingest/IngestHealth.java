package org.vigie.ingest;

import org.jspecify.annotations.Nullable;

/// The health of an ingester.
///
/// @param phase of its life
/// @param feeds number of feeds of all ingesters
/// @param owned number of feeds assigned to this ingester
/// @param tried number of its own feeds that it has polled at least once since it started
/// @param failing number of its own feeds whose last poll failed
/// @param unreadable number of feed requests and feed states that could not be read since it
///     started
/// @param problem why it does not work, in words; null if it works
public record IngestHealth(
    Phase phase,
    int feeds,
    int owned,
    int tried,
    int failing,
    long unreadable,
    @Nullable String problem) {
  /// The phases of an ingester.
  public enum Phase {
    /// Not started, or joining its consumer group.
    STARTING,
    /// Its partitions are assigned; it polls.
    RUNNING,
    /// Kafka does not answer; it retries.
    WAITING,
    /// Closed.
    STOPPED
  }

  /// Returns whether every feed of its own was polled at least once since the start.
  public boolean isFirstRoundComplete() {
    return phase == Phase.RUNNING && tried >= owned;
  }
}
