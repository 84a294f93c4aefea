package org.vigie.ingest;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.runtime.Health;
import org.vigie.wire.FailureReason;

/// How an ingester is: its phase, its problem and its progress. The loop's thread writes it, any
/// thread may read it.
final class IngestStatus {
  private static final Logger log = LoggerFactory.getLogger(IngestStatus.class);

  private volatile Phase phase = Phase.NEW;
  private volatile @Nullable String problem;
  private volatile IngestProgress progress = IngestProgress.NONE;

  /// In a row. Belongs to the loop's thread.
  private int consecutiveFailures;

  /// The phases of an ingester.
  private enum Phase {
    /// Not started.
    NEW,
    /// Prepares, or joins its consumer group.
    STARTING,
    /// Its partitions are assigned; it polls.
    RUNNING,
    /// Kafka does not answer or refuses; it tries again.
    WAITING,
    /// Ended for good by a failure.
    FAILED,
    /// Closed.
    STOPPED
  }

  void recordStart() {
    phase = Phase.STARTING;
  }

  /// Records a pass of the loop.
  void recordTick(PollLoop.Tick tick) {
    progress = tick.progress();
    problem = tick.problem();
    phase = tick.joined() ? Phase.RUNNING : Phase.STARTING;
  }

  /// Records that the loop has failed and is tried again.
  void recordFailure(Throwable failure) {
    problem = FailureReason.describe(failure);
    phase = Phase.WAITING;
  }

  /// Records the end by a failure that no retry can mend.
  void recordEnd(@Nullable String reason) {
    problem = reason;
    phase = Phase.FAILED;
  }

  void recordStop() {
    phase = Phase.STOPPED;
  }

  IngestProgress progress() {
    return progress;
  }

  /// Logs the first failure with its stack trace, later ones in one line at doubling intervals,
  /// until a pass succeeds. To be called before the failure is recorded.
  void logFailure(Throwable failure) {
    consecutiveFailures = phase == Phase.WAITING ? consecutiveFailures + 1 : 1;
    if (consecutiveFailures == 1) {
      log.warn("ingest cannot work and tries again", failure);
    } else if (Integer.bitCount(consecutiveFailures) == 1) {
      log.warn(
          "ingest cannot work after {} attempts: {}",
          consecutiveFailures,
          FailureReason.describe(failure));
    }
  }

  /// Assesses the health, with the progress as its details.
  ///
  /// @param unreachable why the cluster cannot be reached, null if it can
  Health assessHealth(@Nullable String unreachable) {
    IngestProgress now = progress;
    return assess(unreachable)
        .withDetail("feeds", now.feeds())
        .withDetail("ownFeeds", now.owned())
        .withDetail("polledFeeds", now.tried())
        .withDetail("failingFeeds", now.failing());
  }

  private Health assess(@Nullable String unreachable) {
    String cause = problem;
    return switch (phase) {
      case NEW -> Health.notReady("not started");
      case STARTING ->
          Health.notReady(unreachable != null ? unreachable : "joins its consumer group");
      case RUNNING ->
          unreachable != null
              ? Health.notReady(unreachable)
              : new Health(Health.Readiness.READY, cause, Map.of());
      case WAITING ->
          Health.notReady(
              Objects.requireNonNullElse(
                  unreachable != null ? unreachable : cause, "waits for Kafka"));
      case FAILED -> Health.failed(Objects.requireNonNullElse(cause, "failed"));
      case STOPPED -> Health.notReady("stopped");
    };
  }
}
